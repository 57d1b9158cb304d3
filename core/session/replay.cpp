#include "core/engine/replay.h"

#include <charconv>
#include <optional>

#include "core/base/text.h"
#include "core/session/recorded_module.h"
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

base::Result<const engine::Flavour*> parse_flavour(const std::string& text) {
  if (text.empty()) return &engine::default_flavour();
  if (const engine::Flavour* flavour = engine::find_flavour(text)) return flavour;
  std::vector<std::string_view> names;
  std::string list;
  for (const engine::Flavour& flavour : engine::flavours()) {
    names.push_back(flavour.name);
    list += (list.empty() ? "" : ", ") + std::string(flavour.name);
  }
  base::Error error;
  error.code = "session.no_such_flavour";
  error.message = "there is no flavour '" + base::printable(text) + "'";
  const auto near = base::did_you_mean(text, names);
  error.hint = near ? "Did you mean '" + *near + "'?" : "Flavours: " + list + ".";
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

/// Of several orchestrators in a file or app, the one that the history is of.
base::Result<std::unique_ptr<orchestrators::Target>> open_named(const TargetName& name,
                                                                const std::string& recorded,
                                                                const TargetOptions& options,
                                                                const base::WorkContext& work) {
  auto target = open_target(name, options, work);
  const bool is_open = target.ok() || target.error().code != "target.several_orchestrators";
  if (is_open || recorded.empty()) return target;
  TargetName narrowed = name;
  narrowed.function = recorded;
  auto chosen = open_target(narrowed, options, work);
  return chosen.ok() ? std::move(chosen) : std::move(target);
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

}  // namespace

base::Result<SnapshotPtr> replay(const SnapshotPtr& snapshot, const ReplayRequest& request,
                                 const base::WorkContext& work) {
  const auto passes = parse_passes(request.passes);
  if (!passes.ok()) return passes.error();
  const auto flavour = parse_flavour(request.flavour);
  if (!flavour.ok()) return flavour.error();
  const auto name = parse_target(request.target, {});
  if (!name.ok()) return name.error();

  const std::string module = recorded_module(*snapshot->history, name->path);
  std::optional<orchestrators::RealSdk> real_sdk;
  if (request.sdk == "real") {
    if (auto refused = refuse_real(name.value(), *flavour.value())) return *std::move(refused);
    real_sdk = {snapshot->history, std::make_shared<std::vector<orchestrators::SdkAnswer>>()};
  }
  auto target = open_named(name.value(), snapshot->history->envelope().name,
                           {request, flavour.value(), module, real_sdk}, work);
  if (!target.ok()) return target.error();
  auto run = target.value()->open_run(work);
  if (!run.ok()) return run.error();
  engine::ReplayOptions options;
  options.flavour = flavour.value();
  options.passes = passes.value();
  auto trace = engine::replay(*run.value(), snapshot->history, options, work);
  if (!trace.ok()) return trace.error();

  Snapshot next = *snapshot;
  if (!module.empty()) next.report = with_module_remark(*snapshot->report, module, name->path);
  stamp(trace.value(), *snapshot);
  if (real_sdk) add_sdk_differences(*real_sdk->answers, trace.value());
  next.findings = findings_of(next, &trace.value());
  trace.value().findings = next.findings;
  next.sources = read_sources(trace.value(), name->folder());
  next.trace = std::make_shared<const model::Trace>(std::move(trace).value());
  return seal(std::move(next));
}

}  // namespace core::session
