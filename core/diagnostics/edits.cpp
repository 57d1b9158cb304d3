#include "core/diagnostics/edits.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string>

#include "core/diagnostics/remarks.h"

namespace core::diagnostics {
namespace {

/// Bytes of a line that are written anew.
struct Change {
  std::size_t begin = 0, end = 0;
  std::string text;
};
using MaybeLine = std::optional<std::string>;

const std::string* line_of(const Subject& subject, const model::FindingPlace& place) {
  for (const SourceText& source : subject.sources) {
    if (source.file != place.file) continue;
    return place.line == 0 || place.line > source.lines.size() ? nullptr
                                                               : &source.lines[place.line - 1];
  }
  return nullptr;
}

/// Where the character stands, from 0; empty behind the end.
std::optional<std::size_t> byte_of(std::string_view line, std::size_t character) {
  std::size_t byte = 0;
  for (; character > 0 && byte < line.size(); --character) {
    ++byte;
    while (byte < line.size() && (static_cast<unsigned char>(line[byte]) & 0xC0U) == 0x80U) ++byte;
  }
  return character == 0 ? std::optional(byte) : std::nullopt;
}

/// The only place of a text in the line.
std::optional<std::size_t> only(std::string_view line, std::string_view text) {
  const std::size_t at = line.find(text);
  if (text.empty() || at == std::string_view::npos) return std::nullopt;
  if (line.find(text, at + 1) != std::string_view::npos) return std::nullopt;
  return at;
}

std::optional<Change> change_of(const model::SourceRemark& remark, std::string_view line) {
  if (remark.replacement.empty()) return std::nullopt;
  if (remark.column == 0) {  // the parser gave no columns: inside an f-string
    const auto at = only(line, remark.detail);
    if (!at) return std::nullopt;
    return Change{*at, *at + remark.detail.size(), remark.replacement};
  }
  if (remark.end_column <= remark.column) return std::nullopt;
  const auto begin = byte_of(line, remark.column - 1), end = byte_of(line, remark.end_column - 1);
  if (!begin || !end) return std::nullopt;
  return Change{*begin, *end, remark.replacement};
}

/// All that the source shows at the line is written anew, or nothing is.
MaybeLine as_remarks_say(const model::Finding& finding, const Subject& subject,
                         const std::string& line) {
  std::vector<Change> changes;
  for (const model::SourceRemark* remark : remarks_of(finding, *subject.trace)) {
    auto change = change_of(*remark, line);
    if (!change) return std::nullopt;
    changes.push_back(*std::move(change));
  }
  if (changes.empty()) return std::nullopt;
  std::sort(changes.begin(), changes.end(),
            [](const Change& a, const Change& b) { return a.begin > b.begin; });
  std::string after = line;
  std::size_t limit = line.size();
  for (const Change& change : changes) {
    if (change.end > limit) return std::nullopt;
    after.replace(change.begin, change.end - change.begin, change.text);
    limit = change.begin;
  }
  return after;
}

/// The line with its only quoted `name` replaced; the quotes stay as they are.
MaybeLine with_name(const std::string& line, std::string_view name, std::string_view instead) {
  if (instead.find_first_of("\"'\\\n") != std::string_view::npos) return std::nullopt;
  std::optional<std::size_t> found;
  for (const char quote : {'"', '\''}) {
    const std::string literal = quote + std::string(name) + quote;
    if (line.find(literal) == std::string::npos) continue;
    const auto at = only(line, literal);
    if (!at || found) return std::nullopt;
    found = *at + 1;
  }
  if (!found) return std::nullopt;
  std::string after = line;
  return after.replace(*found, name.size(), instead);
}

/// The code's name of a renamed call stands on the line as a literal; the history has the other.
MaybeLine with_recorded_name(const model::Finding& finding, const Subject& subject,
                             const std::string& line) {
  if (finding.kind != "renamed" || !subject.trace->alignment) return std::nullopt;
  if (finding.place.event.value >= subject.history.size()) return std::nullopt;
  const std::string recorded(subject.history.at(finding.place.event).name());
  if (recorded.empty()) return std::nullopt;
  static const re2::RE2 literal(R"(["']([^"'\\]+)["'])");
  for (const model::AlignedCall& call : subject.trace->alignment->calls) {
    if (call.kind != model::AlignmentKind::renamed || call.event != finding.place.event) continue;
    re2::StringPiece rest(line);
    std::string name;
    while (re2::RE2::FindAndConsume(&rest, literal, &name)) {
      const std::string words = " " + call.code + "(";
      const bool is_named = words.find(" " + name + "(") != std::string::npos;
      if (is_named && name != recorded) return with_name(line, name, recorded);
    }
  }
  return std::nullopt;
}

/// The wait for the only name asked for waits for the one that was raised.
MaybeLine with_raised_name(const model::Finding& finding, const Subject& subject,
                           const std::string& line) {
  static const re2::RE2 words(R"(a wait for event '([^'"\\]+)')");
  std::string name;
  if (finding.place.event.value >= subject.history.size() ||
      !re2::RE2::FullMatch(finding.actual, words, &name)) {
    return std::nullopt;
  }
  return with_name(line, name, subject.history.at(finding.place.event).name());
}

MaybeLine without_yield(const std::string& line) {
  static const re2::RE2 yielded(R"(\byield\s+([\w.]+\.signal_entity\())");
  std::string after = line;
  if (!only(line, "yield") || !re2::RE2::Replace(&after, yielded, R"(\1)")) return std::nullopt;
  return after;
}

/// "call_activity sends 'act', the decorator registers 'Real'" as the literal of the latter.
MaybeLine with_registered_name(const model::Finding& finding, const std::string& line) {
  static const re2::RE2 words(R"((\w+) sends '(\w+)', the decorator registers '([^'"\\]+)')");
  std::string method, sent, registered;
  if (!re2::RE2::PartialMatch(finding.actual, words, &method, &sent, &registered)) {
    return std::nullopt;
  }
  const re2::RE2 call(fmt::format(R"((\.{}(?:_with_retry)?\(\s*)([\w.]*\b{})\b)", method, sent));
  std::string after = line;
  if (!only(line, "." + method)) return std::nullopt;
  if (!re2::RE2::Replace(&after, call, fmt::format(R"(\1"{}")", registered))) return std::nullopt;
  return after;
}

MaybeLine mended(const model::Finding& finding, const Subject& subject, const std::string& line) {
  if (auto after = as_remarks_say(finding, subject, line)) return after;
  if (finding.id == "YS2006") return without_yield(line);
  if (finding.id == "YS2008") return with_registered_name(finding, line);
  if (finding.id == "YS1020") return with_raised_name(finding, subject, line);
  return with_recorded_name(finding, subject, line);
}

}  // namespace

void suggest_edits(std::vector<model::Finding>& findings, const Subject& subject) {
  if (subject.trace == nullptr) return;
  for (model::Finding& finding : findings) {
    if (finding.edit) continue;
    const std::string* const line = line_of(subject, finding.place);
    if (line == nullptr) continue;
    auto after = mended(finding, subject, *line);
    if (!after || *after == *line) continue;
    finding.edit = model::Edit{finding.place.file, finding.place.line, *line, *std::move(after)};
  }
}

}  // namespace core::diagnostics
