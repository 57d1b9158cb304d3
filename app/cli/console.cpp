#include "app/cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>

#include "core/base/text.h"

namespace app::cli {
namespace {

constexpr std::size_t kPipeColumns = 100;
constexpr std::size_t kFewestColumns = 40;

/// 0, or the errno with which the rest was lost.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t wrote = ::write(descriptor, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return 0;
}

std::size_t terminal_columns() {
  if (const char* set = std::getenv("COLUMNS")) {
    std::size_t columns = 0;
    const std::string_view text(set);
    std::from_chars(text.data(), text.data() + text.size(), columns);
    if (columns > 0) return std::max(columns, kFewestColumns);
  }
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return std::max<std::size_t>(size.ws_col, kFewestColumns);
  }
  return kPipeColumns;
}

std::string_view code_of(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::bold:
      return "\x1b[1m";
    case Ink::dim:
      return "\x1b[2m";
    case Ink::good:
      return "\x1b[32m";
    case Ink::wait:
      return "\x1b[34m";
    case Ink::warn:
      return "\x1b[33m";
    case Ink::bad:
      return "\x1b[31m";
  }
  return "";
}

/// Messages can quote what a file or an orchestrator said; only their line ends are ours.
std::string harmless_lines(std::string_view text) {
  std::string out;
  for (std::size_t end = 0; end != std::string_view::npos; text.remove_prefix(end + 1)) {
    end = text.find('\n');
    out += core::base::printable(text.substr(0, end));
    if (end == std::string_view::npos) break;
    out += '\n';
  }
  return out;
}

}  // namespace

Console::Console() {
  const char* no_color = std::getenv("NO_COLOR");
  has_color_ = ::isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0');
  is_error_terminal_ = ::isatty(STDERR_FILENO) == 1;
  is_dialogue_ = is_error_terminal_ && ::isatty(STDIN_FILENO) == 1;
  width_ = terminal_columns();
}

void Console::print(std::string_view text) {
  const int failed = write_all(STDOUT_FILENO, text);
  // Nobody reads any more: what is left would reach nobody.
  if (failed != 0 && failed != EPIPE) lost_ = failed;
}

void Console::note(std::string_view text) { write_all(STDERR_FILENO, text); }

void Console::complain(const core::base::Error& error) {
  note("yieldscope: " + harmless_lines(core::base::to_text(error)) + "\n");
}

void Console::complain(std::string_view message, std::string_view hint) {
  std::string text = "yieldscope: " + harmless_lines(message) + "\n";
  if (!hint.empty()) text += harmless_lines(hint) + "\n";
  note(text);
}

bool Console::ask(std::string_view question) {
  if (!is_dialogue_) return false;
  note(std::string(question) + " [y/N] ");
  std::string answer;
  char c = 0;
  while (::read(STDIN_FILENO, &c, 1) == 1 && c != '\n') answer += c;
  const std::string low = core::base::to_lower_ascii(core::base::trim(answer));
  return low == "y" || low == "yes";
}

std::string Console::ink(Ink ink, std::string_view text) const {
  if (!has_color_ || ink == Ink::plain || text.empty()) return std::string(text);
  return std::string(code_of(ink)) + std::string(text) + "\x1b[0m";
}

}  // namespace app::cli
