// Messages and places of SARIF 2.1.0: what check_sarif writes more than once. Files of the code are
// relative to %SRCROOT%, files of the corpus to %CORPUSROOT%, both the folder that check ran in.
#pragma once

#include <string>
#include <string_view>

#include "core/base/json_writer.h"
#include "core/model/check_result.h"

namespace core::exporters {

/// 3.11, 3.12: braces and brackets that would read as a placeholder or a link are escaped.
void write_message(base::JsonWriter& out, std::string_view key, std::string_view text);
/// The physicalLocation of a history file.
void write_corpus_file(base::JsonWriter& out, std::string_view file);
/// How many columns the text has by columnKind unicodeCodePoints.
std::size_t code_points(std::string_view text);

/// Knows what files of findings are relative to: the folder of the target.
class SarifPlaces {
 public:
  explicit SarifPlaces(std::string_view target);

  void write_bases(base::JsonWriter& out) const;
  /// The artifactLocation of a source file.
  void write_artifact(base::JsonWriter& out, std::string_view file) const;
  /// locations and relatedLocations.
  void write_locations(base::JsonWriter& out, const model::Finding& finding,
                       const model::CheckedHistory& history) const;

 private:
  void write_source(base::JsonWriter& out, const model::FindingPlace& place,
                    std::string_view line) const;
  void write_related(base::JsonWriter& out, std::int64_t id, const model::FindingPlace& place,
                     std::string_view message, const model::CheckedHistory& history) const;

  std::string folder_;  // with a slash behind it, or empty
};

}  // namespace core::exporters
