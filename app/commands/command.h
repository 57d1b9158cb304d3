// A command: everything that a person can do, as one row. Menus, shortcuts, the key sheet and
// clicks are readers of the table of rows; drawing code queues an Invocation and never acts itself.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/commands/chord.h"
#include "app/state/app_state.h"

namespace app::commands {

class DocumentJobs;

/// A cell of the matrix or another place that was clicked.
struct PlaceArgument {
  core::model::PassIndex pass;
  state::Stop stop;
  std::vector<std::uint32_t> child;
};
struct EventArgument {
  core::model::EventIndex event;
};
/// Position in Reading::findings or OpenFile::instances, an InstanceGroup, or Message::id.
struct NumberArgument {
  std::uint64_t number = 0;
};
/// A path, a TARGET, a locator, a filter.
struct TextArgument {
  std::string text;
};
/// Several paths that were dropped together.
struct PathsArgument {
  std::vector<std::string> paths;
};
using Argument = std::variant<std::monostate, PlaceArgument, EventArgument, state::SourceLine,
                              NumberArgument, TextArgument, PathsArgument,
                              core::model::FindingPlace>;

/// Which Argument a row wants.
enum class Takes : std::uint8_t {
  nothing, place, event, line, number, text, paths, finding_place,
};

/// A command to be run once after the frame.
struct Invocation {
  std::string_view id;  ///< of a row: text that lives as long as the program
  Argument argument;
};

/// What a running command may touch.
struct CommandContext {
  state::AppState& state;
  DocumentJobs& jobs;
  /// Puts text onto the clipboard; the shell's.
  std::function<void(const std::string&)> copy_text;
};

struct Command {
  std::string_view id{};           ///< "replay.step_forward"
  std::string_view title{};        ///< sentence case, `…` when more input follows
  std::string_view description{};  ///< one sentence for the key sheet and tooltips
  std::string_view menu{};         ///< "Replay"; empty: no menu (clicks and boxes reach it)
  std::vector<Chord> chords{};     ///< the first is shown in menus
  std::string_view search{};       ///< further words to find it by
  Takes takes = Takes::nothing;
  /// The command moves on when its key is held down.
  bool repeats = false;
  /// A line above it in the menu.
  bool begins_group = false;
  /// Why it cannot be run now; empty when it can.
  std::string (*enabled)(const state::AppState&) = nullptr;
  /// REQUIRES: enabled() is empty and the argument is of the kind `takes`.
  void (*run)(CommandContext&, const Argument&) = nullptr;
};

}  // namespace app::commands
