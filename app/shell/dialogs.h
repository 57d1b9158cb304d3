// What may stand before the panels: the path box, the target box, the sheet of keys, the question
// whether to run code, the choice between orchestrators, the offer of stand-ins, the list of rules,
// both sides of a finding. Which one is open stands in the state; every button is a command.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "app/commands/command_table.h"
#include "app/shell/folder_list.h"
#include "app/shell/rule_list.h"
#include "app/shell/side_comparison.h"
#include "app/widgets/ui.h"

namespace app::shell {

class Dialogs {
 public:
  Dialogs(widgets::Ui& ui, const commands::CommandTable& table)
      : ui_(ui), table_(table), rules_(ui), comparison_(ui) {}

  void draw(const state::AppState& state, commands::CommandQueue& queue);

 private:
  void begin(const char* title, ImVec2 size, commands::CommandQueue& queue);
  void end();
  /// A box for a path with what is there below it. `command` takes the path that was chosen.
  struct PathBox {
    const char* title;
    const char* hint;
    const char* button;
    std::string_view command;
    bool wants_folder = false;
  };
  void draw_path_box(const PathBox& box, commands::CommandQueue& queue);
  void draw_entries(const PathBox& box, commands::CommandQueue& queue);
  void begin_in_folder_of(const state::AppState& state);
  void draw_attach(const state::AppState& state, commands::CommandQueue& queue);
  void draw_keys(commands::CommandQueue& queue);
  float draw_key_group(std::string_view menu, ImVec2 at, float width);
  void draw_consent(const state::AppState& state, commands::CommandQueue& queue);
  void draw_choice(const state::AppState& state, commands::CommandQueue& queue);
  void draw_stub_offer(const state::AppState& state, commands::CommandQueue& queue);
  void draw_rules(const state::AppState& state, commands::CommandQueue& queue);
  void draw_accept(const state::AppState& state, commands::CommandQueue& queue);
  void draw_compare(const state::AppState& state, commands::CommandQueue& queue);
  bool text_box(const char* id, const char* hint);

  widgets::Ui& ui_;
  const commands::CommandTable& table_;
  state::Dialog shown_ = state::Dialog::none;
  bool has_just_opened_ = false;
  bool wants_typing_ = false;  // the text box gets the keyboard once more
  std::array<char, 4096> text_{};
  FolderList folder_;
  RuleList rules_;
  SideComparison comparison_;
};

}  // namespace app::shell
