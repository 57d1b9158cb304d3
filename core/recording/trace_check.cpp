#include "core/recording/trace_check.h"

#include <fmt/format.h>

#include "core/base/text.h"

namespace core::recording {
namespace {

class Checker {
 public:
  explicit Checker(const model::Trace& trace)
      : trace_(trace), events_(trace.history == nullptr ? 0 : trace.history->size()) {}

  std::optional<Misfit> run() {
    for (std::size_t i = 0; i < trace_.spines.size() && !misfit_; ++i) check_spine(i);
    for (std::size_t i = 0; i < trace_.passes.size() && !misfit_; ++i) check_pass(i);
    for (std::size_t i = 0; i < trace_.evidence.size() && !misfit_; ++i) {
      const std::string path = fmt::format("/evidence/{}", i);
      check_place(path + "/place", trace_.evidence[i].place);
      check_index(path + "/pass", trace_.evidence[i].pass.value, trace_.passes.size(), "pass");
    }
    if (trace_.divergence) {
      const model::Divergence& divergence = *trace_.divergence;
      check_event("/divergence/event", divergence.event);
      check_index("/divergence/pass", divergence.pass.value, trace_.passes.size(), "pass");
    }
    check_alignment();
    for (std::size_t i = 0; i < trace_.experiments.size() && !misfit_; ++i) {
      if (!trace_.experiments[i].has_changed) continue;
      check_index(fmt::format("/experiments/{}/pass", i), trace_.experiments[i].pass.value,
                  trace_.passes.size(), "pass");
    }
    for (std::size_t i = 0; i < trace_.findings.size() && !misfit_; ++i) check_finding(i);
    return misfit_;
  }

 private:
  void report(const std::string& path, std::string message) {
    if (!misfit_) misfit_ = Misfit{path, std::move(message)};
  }

  void check_index(const std::string& path, std::uint64_t index, std::size_t size,
                   std::string_view what) {
    if (index < size) return;
    report(path, fmt::format("the trace names {} {} here and has {}", what, index,
                             base::count_of(size, what)));
  }

  void check_event(const std::string& path, model::EventIndex event) {
    if (event != model::kNoEvent) check_index(path, event.value, events_, "event");
  }

  void check_place(const std::string& path, model::PlaceIndex place) {
    if (place != model::kNoPlace) check_index(path, place.value, trace_.places.size(), "place");
  }

  void check_settled(const std::string& path, const model::SettledList& settled) {
    for (std::size_t i = 0; i < settled.size(); ++i) {
      if (settled[i].event.value >= events_) {
        check_event(fmt::format("{}/{}/event", path, i), settled[i].event);
      }
    }
  }

  void check_logs(const std::string& path, const std::vector<model::LogLine>& logs) {
    for (std::size_t i = 0; i < logs.size(); ++i) {
      if (logs[i].place.value >= trace_.places.size()) {
        check_place(fmt::format("{}/{}/place", path, i), logs[i].place);
      }
    }
  }

  void check_segment(const std::string& path, const model::Segment& segment) {
    check_event(path + "/arrived/cause", segment.arrived.cause);
    check_settled(path + "/arrived/settled", segment.arrived.settled);
    check_logs(path + "/logs", segment.logs);
  }

  /// How many yields a pass over this spine can have.
  std::uint64_t reach(const model::Spine& spine) const {
    return std::uint64_t{spine.fork} + spine.yields.size();
  }

  void check_spine(std::size_t index) {
    const model::Spine& spine = trace_.spines[index];
    const std::string path = fmt::format("/spines/{}", index);
    if (spine.parent) {
      // A parent comes first, so that walking up ends.
      check_index(path + "/parent", spine.parent->value, index, "earlier spine");
      if (misfit_) return;
      check_index(path + "/fork", spine.fork, reach(trace_.spines[spine.parent->value]) + 1,
                  "yield of the parent");
    } else if (spine.fork != 0) {
      report(path + "/fork", "a spine without a parent begins at yield 0");
    }
    for (std::size_t i = 0; i < spine.yields.size() && !misfit_; ++i) {
      const model::Yield& yield = spine.yields[i];
      const std::string yield_path = fmt::format("{}/yields/{}", path, i);
      check_segment(yield_path, yield.segment);
      check_place(yield_path + "/place", yield.place);
      for (const model::PlaceIndex frame : yield.frames) check_place(yield_path + "/frames", frame);
    }
  }

  void check_pass(std::size_t index) {
    const model::Pass& pass = trace_.passes[index];
    const std::string path = fmt::format("/passes/{}", index);
    if (pass.length > 0) {
      check_index(path + "/spine", pass.spine.value, trace_.spines.size(), "spine");
      if (misfit_) return;
      check_index(path + "/length", pass.length, reach(trace_.spines[pass.spine.value]) + 1,
                  "yield");
    }
    check_index(path + "/eventsEnd", pass.events_end.value, events_ + 1, "event");
    for (const model::EventIndex event : pass.trigger) check_event(path + "/trigger", event);
    check_settled(path + "/settledUnused", pass.settled_unused);
    check_segment(path + "/outcome/segment", pass.outcome.segment);
    check_segment(path + "/closing", pass.closing);
    if (const auto* raised = std::get_if<model::Raised>(&pass.outcome.what)) {
      check_place(path + "/outcome/place", raised->place);
    }
    for (std::size_t i = 0; i < pass.differs.size(); ++i) {
      const std::string difference = fmt::format("{}/differs/{}", path, i);
      check_index(difference + "/yield", pass.differs[i].yield.value, pass.length, "yield");
      if (pass.differs[i].logs) check_logs(difference + "/logs", *pass.differs[i].logs);
    }
    if (pass.verdict) check_event(path + "/verdict/event", pass.verdict->event);
  }

  void check_alignment() {
    if (!trace_.alignment) return;
    const std::vector<model::AlignedCall>& calls = trace_.alignment->calls;
    for (std::size_t i = 0; i < calls.size() && !misfit_; ++i) {
      if (calls[i].event.value < events_) continue;
      check_event(fmt::format("/alignment/calls/{}/event", i), calls[i].event);
    }
  }

  void check_finding_place(const std::string& path, const model::FindingPlace& place) {
    check_event(path + "/event", place.event);
    if (place.pass) check_index(path + "/pass", place.pass->value, trace_.passes.size(), "pass");
  }

  void check_finding(std::size_t index) {
    const model::Finding& finding = trace_.findings[index];
    const std::string path = fmt::format("/findings/{}", index);
    check_finding_place(path + "/place", finding.place);
    if (finding.raised_at) check_finding_place(path + "/raisedAt", *finding.raised_at);
    for (std::size_t i = 0; i < finding.causes.size() && !misfit_; ++i) {
      check_finding_place(fmt::format("{}/causes/{}/place", path, i), finding.causes[i].place);
    }
  }

  const model::Trace& trace_;
  std::size_t events_;
  std::optional<Misfit> misfit_;
};

}  // namespace

std::optional<Misfit> find_misfit(const model::Trace& trace) { return Checker(trace).run(); }

}  // namespace core::recording
