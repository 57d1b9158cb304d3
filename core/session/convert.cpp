#include "core/session/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "core/base/check.h"
#include "core/exporters/convert.h"
#include "core/recording/trace_file.h"
#include "core/session/replayable.h"

namespace core::session {
namespace {

constexpr ConvertFormat kTrace{"trace", "trace", ".trace.json"};

/// What is known, also where no code was run: then a trace without passes.
base::Result<ConvertedFile> to_trace(const Snapshot& snapshot, const base::WorkContext& work) {
  model::Trace looked_at;
  if (snapshot.trace == nullptr) {
    looked_at.history = snapshot.history;
    const bool is_trace = !snapshot.source_format.empty();
    const std::string file =
        snapshot.file == "-" ? "" : std::filesystem::path(snapshot.file).filename().string();
    looked_at.source_file = is_trace ? snapshot.source_file : file;
    looked_at.format = is_trace ? snapshot.source_format : snapshot.format;
    looked_at.fidelity = snapshot.report->fidelity;
    looked_at.findings = snapshot.findings;
  }
  const model::Trace& trace = snapshot.trace == nullptr ? looked_at : *snapshot.trace;
  auto text = recording::write_trace(trace, work);
  if (!text.ok()) return text.error();
  return ConvertedFile{std::move(text).value(), {}};
}

bool is_reconstructed(const Snapshot& snapshot) {
  return snapshot.report->fidelity == model::Fidelity::reconstructed ||
         snapshot.history->quality() == model::Quality::reconstructed;
}

std::string what_is_reconstructed(const Snapshot& snapshot) {
  const std::string_view words = reconstructed_words(snapshot);
  return words.empty() ? "values of it are reconstructed" : std::string(words);
}

std::optional<base::Error> refusal(const Snapshot& snapshot, const ConvertRequest& request,
                                   const exporters::HistoryFormat& format) {
  base::Error error;
  error.where.file = snapshot.file;
  const bool is_timeline = snapshot.report->fidelity == model::Fidelity::timeline_only;
  // What lies in blobs the writers refuse themselves, and name all of it.
  if (const auto why = is_timeline ? why_not_replayable(snapshot) : std::nullopt) {
    error.code = "convert.timeline_only";
    error.message = fmt::format("no {} can be made of it: {}", format.title, why->message);
    error.hint = why->hint + " --to trace writes what there is.";
    return error;
  }
  if (is_reconstructed(snapshot) && !request.allows_reconstructed) {
    error.code = "convert.reconstructed";
    error.message =
        fmt::format("no {} is made of it, because it would look recorded: {}, and the format has no "
                    "place to say so",
                    format.title, what_is_reconstructed(snapshot));
    error.hint = "--reconstructed writes it all the same; --to trace keeps every mark.";
    return error;
  }
  return std::nullopt;
}

/// What the format cannot say of the snapshot as a whole.
std::vector<std::string> losses_around(const Snapshot& snapshot) {
  std::vector<std::string> losses;
  if (is_reconstructed(snapshot)) {
    losses.push_back(what_is_reconstructed(snapshot) +
                     ", and the format cannot say so: what is written looks recorded");
  }
  if (snapshot.trace != nullptr && !snapshot.trace->passes.empty()) {
    losses.emplace_back("the passes, findings and evidence of the trace have no place in the "
                        "format; its history alone is written");
  }
  return losses;
}

}  // namespace

const std::vector<ConvertFormat>& convert_formats() {
  static const std::vector<ConvertFormat> formats = [] {
    std::vector<ConvertFormat> rows{kTrace};
    for (const exporters::HistoryFormat& format : exporters::history_formats()) {
      rows.push_back({format.name, format.title, format.ending});
    }
    return rows;
  }();
  return formats;
}

base::Result<ConvertedFile> convert(const Snapshot& snapshot, const ConvertRequest& request,
                                    const base::WorkContext& work) {
  if (request.format == kTrace.name) return to_trace(snapshot, work);
  const auto formats = exporters::history_formats();
  const auto format = std::find_if(formats.begin(), formats.end(), [&](const auto& row) {
    return row.name == request.format;
  });
  base::check(format != formats.end(), "the command line knows no other format");
  if (auto error = refusal(snapshot, request, *format)) return *std::move(error);
  auto converted = format->write(*snapshot.history, work);
  if (!converted.ok()) {
    base::Error error = converted.error();
    if (error.code != "cancelled") error.where.file = snapshot.file;
    return error;
  }
  std::vector<std::string> losses = losses_around(snapshot);
  std::move(converted->losses.begin(), converted->losses.end(), std::back_inserter(losses));
  return ConvertedFile{std::move(converted->text), std::move(losses)};
}

}  // namespace core::session
