// The two streams of the command line: results on standard output, everything else on standard
// error. Made by main; one thread uses it. A reader that goes away (| head) ends the output
// quietly.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace app::cli {

/// Colours by meaning; none of them carries a meaning alone.
enum class Ink { plain, bold, dim, good, wait, warn, bad };

class Console {
 public:
  /// Looks at the terminal, NO_COLOR and COLUMNS.
  Console();

  /// To standard output, as it is.
  void print(std::string_view text);
  /// The errno with which results were lost, e.g. on a full disk; 0 when none were.
  int lost_results() const { return lost_; }
  /// To standard error, as it is.
  void note(std::string_view text);
  /// An error in the program's form: "yieldscope: " and the whole text.
  void complain(const core::base::Error& error);
  /// "yieldscope: message", then the hint on its own line.
  void complain(std::string_view message, std::string_view hint = {});

  /// Asks on the terminal; false without one, and for every answer but y or yes.
  bool ask(std::string_view question);

  bool can_ask() const { return is_dialogue_; }
  bool has_progress() const { return is_error_terminal_; }
  /// Columns to fill: the terminal's, or 100.
  std::size_t width() const { return width_; }
  bool has_color() const { return has_color_; }
  void set_color(bool on) { has_color_ = on; }

  /// The text in that colour, where colours are on.
  std::string ink(Ink ink, std::string_view text) const;

 private:
  bool has_color_ = false;
  bool is_error_terminal_ = false;
  bool is_dialogue_ = false;
  int lost_ = 0;
  std::size_t width_ = 100;
};

}  // namespace app::cli
