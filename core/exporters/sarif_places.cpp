#include "core/exporters/sarif_places.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/exporters/markup.h"
#include "core/exporters/uri.h"
#include "core/model/place_text.h"

namespace core::exporters {
namespace {

using base::JsonWriter;
using model::FindingPlace;

constexpr std::string_view kSourceRoot = "%SRCROOT%";
constexpr std::string_view kCorpusRoot = "%CORPUSROOT%";

std::string escape_message(std::string_view text) {
  const std::string visible = visible_lines(text);
  const bool has_link = visible.find("](") != std::string::npos;
  std::string out;
  for (const char c : visible) {
    if (c == '{' || c == '}') out += c;
    if (has_link && (c == '[' || c == ']' || c == '\\')) out += '\\';
    out += c;
  }
  return out;
}

void write_artifact_location(JsonWriter& out, std::string_view path, std::string_view base) {
  const std::string uri = uri_of(path);
  out.key("artifactLocation").begin_object();
  out.key("uri").string(uri);
  if (!uri.starts_with("file:")) out.key("uriBaseId").string(base);
  out.end_object();
}

void write_base(JsonWriter& out, std::string_view id, std::string_view description) {
  out.key(id).begin_object();
  write_message(out, "description", description);
  out.end_object();
}

}  // namespace

void write_message(JsonWriter& out, std::string_view key, std::string_view text) {
  out.key(key).begin_object().key("text").string(escape_message(text)).end_object();
}

void write_corpus_file(JsonWriter& out, std::string_view file) {
  out.key("physicalLocation").begin_object();
  write_artifact_location(out, file, kCorpusRoot);
  out.end_object();
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    text.remove_prefix(base::first_code_point(text).length);
    ++count;
  }
  return count;
}

SarifPlaces::SarifPlaces(std::string_view target) {
  if (target.starts_with("native:")) return;
  // "app/orders.py:function": the function goes, then the file, and the folder stays.
  const std::size_t suffix = target.rfind(".py");
  const bool is_file = suffix != std::string_view::npos &&
                       (suffix + 3 == target.size() || target[suffix + 3] == ':');
  if (is_file) {
    const std::size_t slash = target.substr(0, suffix).find_last_of('/');
    target = target.substr(0, slash == std::string_view::npos ? 0 : slash + 1);
  }
  while (target.starts_with("./")) {
    target.remove_prefix(2);
    while (target.starts_with('/')) target.remove_prefix(1);
  }
  if (target == ".") return;
  folder_ = std::string(target);
  if (!folder_.empty() && !folder_.ends_with('/')) folder_ += '/';
}

void SarifPlaces::write_bases(JsonWriter& out) const {
  out.key("originalUriBaseIds").begin_object();
  write_base(out, kSourceRoot, "The folder in which the check was started.");
  write_base(out, kCorpusRoot, "The folder in which the check was started.");
  out.end_object();
}

void SarifPlaces::write_artifact(JsonWriter& out, std::string_view file) const {
  write_artifact_location(
      out, file.starts_with('/') ? std::string(file) : folder_ + std::string(file), kSourceRoot);
}

void SarifPlaces::write_source(JsonWriter& out, const FindingPlace& place,
                               std::string_view line) const {
  out.key("physicalLocation").begin_object();
  write_artifact(out, place.file);
  if (place.line != 0) {
    out.key("region").begin_object();
    out.key("startLine").number(std::int64_t{place.line});
    if (!line.empty()) {
      out.key("snippet").begin_object().key("text").string(line).end_object();
    }
    out.end_object();
  }
  out.end_object();
  if (!place.function.empty()) {
    out.key("logicalLocations").begin_array().begin_object();
    out.key("fullyQualifiedName").string(place.function);
    out.key("kind").string("function");
    out.end_object().end_array();
  }
}

void SarifPlaces::write_related(JsonWriter& out, std::int64_t id, const FindingPlace& place,
                                std::string_view message,
                                const model::CheckedHistory& history) const {
  out.begin_object();
  out.key("id").number(id);
  if (place.file.empty()) {
    write_corpus_file(out, history.file);
  } else {
    write_source(out, place, {});
  }
  write_message(out, "message", message);
  out.end_object();
}

void SarifPlaces::write_locations(JsonWriter& out, const model::Finding& finding,
                                  const model::CheckedHistory& history) const {
  out.key("locations").begin_array().begin_object();
  if (finding.place.file.empty()) {
    write_corpus_file(out, history.file);
  } else {
    const bool is_place_of_history = history.place && history.place->file == finding.place.file &&
                                     history.place->line == finding.place.line;
    write_source(out, finding.place, is_place_of_history ? history.source_line : std::string());
  }
  out.end_object().end_array();

  std::int64_t id = 0;
  out.key("relatedLocations").begin_array();
  if (!finding.place.file.empty()) {
    write_related(out, ++id, {}, "the history", history);
  }
  if (finding.raised_at) {
    const std::string where = where_words(*finding.raised_at, history.trace.get());
    write_related(out, ++id, *finding.raised_at,
                  "the platform raises here" + (where.empty() ? "" : ": " + where), history);
  }
  for (const model::Cause& cause : finding.causes) {
    if (cause.place.file.empty()) continue;
    write_related(out, ++id, cause.place,
                  fmt::format("{} cause: {}", name_of(cause.confidence), cause.text), history);
  }
  out.end_array();
}

}  // namespace core::exporters
