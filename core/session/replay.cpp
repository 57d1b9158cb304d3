#include "core/engine/replay.h"

#include <charconv>
#include <optional>

#include "core/base/text.h"
#include "core/session/align.h"
#include "core/session/flavour_choice.h"
#include "core/session/recorded_module.h"
#include "core/session/replay_from.h"
#include "core/session/replayable.h"
#include "core/session/sdk_differences.h"
#include "core/session/snapshot.h"
#include "core/session/targets.h"

namespace core::session {
namespace {

base::Result<engine::PassSelection> parse_passes(const std::string& text) {
  using Mode = engine::PassSelection::Mode;
  if (text.empty() || text == "auto") return engine::PassSelection{Mode::automatic, 0};
  if (text == "all") return engine::PassSelection{Mode::all, 0};
  if (text == "last") return engine::PassSelection{Mode::last, 0};
  std::uint32_t number = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec == std::errc() && parsed.ptr == end && number > 0) {
    return engine::PassSelection{Mode::one, number};
  }
  base::Error error;
  error.code = "session.bad_passes";
  error.message = "'" + base::printable(text) + "' selects no passes";
  error.hint = "Write auto, all, last, or a pass number from 1.";
  return error;
}

/// What the engine cannot know: where the history came from.
void stamp(model::Trace& trace, const Snapshot& snapshot) {
  trace.source_file = snapshot.file == "-"
                          ? std::string("-")
                          : std::filesystem::path(snapshot.file).filename().string();
  trace.format = snapshot.format;
  trace.fidelity = snapshot.report ? snapshot.report->fidelity : model::Fidelity::exact;
}

/// Says that the code was known under another name than its file's.
std::shared_ptr<const model::Report> with_module_remark(const model::Report& report,
                                                        const std::string& module,
                                                        const std::filesystem::path& file) {
  auto next = std::make_shared<model::Report>(report);
  next->add(model::Severity::information, "session.module_name",
            "Custom objects in the history belong to module '" + base::printable(module) +
                "', which is not there; " + base::printable(file.filename().string()) +
                " was imported under that name.");
  return next;
}

std::shared_ptr<const model::Report> with_flavour_remark(
    std::shared_ptr<const model::Report> report, const FlavourChoice& choice) {
  if (!choice.pinned) return report;
  auto next = report ? std::make_shared<model::Report>(*report) : std::make_shared<model::Report>();
  add_flavour_remark(*next, choice);
  return next;
}

/// An installed SDK drives durable orchestrations in Python and nothing else.
std::optional<base::Error> refuse_real(const TargetName& name, const engine::Flavour& flavour) {
  if (name.runtime == "python" && flavour.yields == engine::YieldRule::durable_tasks) {
    return std::nullopt;
  }
  return base::Error{"session.sdk_real",
                     "--sdk real drives durable orchestrations in Python, and this is none: " +
                         base::printable(name.text),
                     {},
                     "Leave --sdk real out."};
}

/// What reading the code shows. A source that cannot be read stops no replay; it is said instead.
std::vector<model::SourceRemark> remarks_of(orchestrators::Target& target,
                                            const base::WorkContext& work) {
  auto remarks = target.source_remarks(work);
  if (remarks.ok()) return std::move(remarks).value();
  model::SourceRemark unread;
  unread.kind = "unread";
  unread.detail = remarks.error().message;
  return {unread};
}

}  // namespace

base::Result<SnapshotPtr> replay(const SnapshotPtr& snapshot, const ReplayRequest& request,
                                 const base::WorkContext& work) {
  return replay_from(new_target, snapshot, request, work);
}

base::Result<std::shared_ptr<orchestrators::Target>> new_target(const TargetName& name,
                                                                const TargetOptions& options,
                                                                const base::WorkContext& work) {
  auto target = open_target(name, options, work);
  if (!target.ok()) return target.error();
  return std::shared_ptr<orchestrators::Target>(std::move(target).value());
}

base::Result<SnapshotPtr> replay_from(const TargetSource& targets, const SnapshotPtr& snapshot,
                                      const ReplayRequest& request, const base::WorkContext& work) {
  if (auto refused = why_not_replayable(*snapshot)) return *std::move(refused);
  const auto passes = parse_passes(request.passes);
  if (!passes.ok()) return passes.error();
  const auto name = parse_target(request.target, {});
  if (!name.ok()) return name.error();
  const auto flavour = choose_flavour(request.flavour, name->folder(), *snapshot);
  if (!flavour.ok()) return flavour.error();

  const std::string module = recorded_module(*snapshot->history, name->path);
  std::optional<orchestrators::RealSdk> real_sdk;
  if (request.sdk == "real") {
    if (auto refused = refuse_real(name.value(), *flavour->flavour)) return *std::move(refused);
    real_sdk = {snapshot->history, std::make_shared<std::vector<orchestrators::SdkAnswer>>()};
  }
  auto target = targets(
      name.value(),
      {request, flavour->flavour, module, snapshot->history->envelope().name, real_sdk}, work);
  if (!target.ok()) return target.error();
  auto remarks = remarks_of(*target.value(), work);
  auto run = target.value()->open_run(work);
  if (!run.ok()) return run.error();
  engine::ReplayOptions options;
  options.flavour = flavour->flavour;
  options.passes = passes.value();
  // What an installed SDK answers belongs to one run.
  if (!real_sdk) options.open_run = [&] { return target.value()->open_run(work); };
  auto trace = engine::replay(*run.value(), snapshot->history, options, work);
  if (!trace.ok()) return trace.error();

  Snapshot next = *snapshot;
  if (!module.empty()) next.report = with_module_remark(*snapshot->report, module, name->path);
  next.report = with_flavour_remark(next.report, *flavour);
  stamp(trace.value(), *snapshot);
  trace->source_remarks = std::move(remarks);
  if (real_sdk) add_sdk_differences(*real_sdk->answers, trace.value());
  if (trace->orchestrator.sha256.empty()) {
    trace->orchestrator.sha256 = hash_of_source(trace.value(), name->folder());
  }
  next.sources = read_sources(trace.value(), name->folder(), SourceScope::all);
  if (trace->divergence && !real_sdk) {
    run.value().reset();  // so that the next run is a fork of the same import
    auto aligned = align_with_history(*target.value(), trace.value(), *flavour->flavour, work);
    if (!aligned.ok()) return aligned.error();
    trace->alignment = std::move(aligned).value();
  }
  next.findings = findings_of(next, &trace.value());
  trace.value().findings = next.findings;
  next.trace = std::make_shared<const model::Trace>(std::move(trace).value());
  return seal(std::move(next));
}

}  // namespace core::session
