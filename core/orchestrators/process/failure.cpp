#include "core/orchestrators/process/failure.h"

#include <fmt/format.h>

#include <charconv>

#include "core/base/text.h"

namespace core::orchestrators {
namespace {

constexpr std::string_view kFile = "  File \"";

/// `  File "path", line 12 in name`, as faulthandler writes a frame.
std::optional<model::Place> frame_of(std::string_view line) {
  if (!line.starts_with(kFile)) return std::nullopt;
  line.remove_prefix(kFile.size());
  constexpr std::string_view kLine = "\", line ";
  const std::size_t quote = line.find(kLine);
  if (quote == std::string_view::npos) return std::nullopt;
  model::Place place;
  place.file = line.substr(0, quote);
  line.remove_prefix(quote + kLine.size());
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), place.line);
  if (error != std::errc()) return std::nullopt;
  line.remove_prefix(static_cast<std::size_t>(end - line.data()));
  constexpr std::string_view kIn = " in ";
  if (line.starts_with(kIn)) place.function = line.substr(kIn.size());
  return place;
}

bool is_inside(std::string_view file, std::string_view folder) {
  return !folder.empty() && file.size() > folder.size() && file.starts_with(folder) &&
         (folder.back() == '/' || file[folder.size()] == '/');
}

}  // namespace

std::optional<model::Place> running_place(std::string_view trace, std::string_view runtime_folder,
                                          std::string_view target_folder) {
  std::optional<model::Place> outside;
  while (!trace.empty()) {
    const std::size_t newline = trace.find('\n');
    std::optional<model::Place> place = frame_of(trace.substr(0, newline));
    trace.remove_prefix(newline == std::string_view::npos ? trace.size() : newline + 1);
    if (!place || is_inside(place->file, runtime_folder) || place->file.starts_with('<')) continue;
    if (is_inside(place->file, target_folder)) {
      place->file.erase(0, target_folder.size() + (target_folder.back() == '/' ? 0 : 1));
      return place;
    }
    if (!outside) outside = std::move(place);
  }
  return outside;
}

base::Error process_error(std::string code, std::string message,
                          const std::optional<model::Place>& running, std::string hint) {
  base::Error error;
  error.code = std::move(code);
  error.message = std::move(message);
  if (running) {
    error.message += fmt::format("; it was running line {} of {}", running->line,
                                 base::printable(running->file));
    if (!running->function.empty()) {
      error.message += fmt::format(", in {}", base::printable(running->function));
    }
    error.where.file = running->file;
    error.where.line = running->line;
  }
  error.message += '.';
  error.hint = std::move(hint);
  return error;
}

}  // namespace core::orchestrators
