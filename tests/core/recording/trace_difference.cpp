#include "tests/core/recording/trace_difference.h"

#include <functional>

namespace tests {
namespace {

using namespace core::model;

/// Compares while nothing differs yet, and keeps the path of where it is.
class Comparison {
 public:
  const std::string& found() const { return found_; }

  template <class T>
  void equal(const std::string& name, const T& a, const T& b) {
    if (found_.empty() && !(a == b)) found_ = path_ + name;
  }
  void inside(const std::string& name, const std::function<void()>& compare) {
    const std::size_t before = path_.size();
    path_ += name;
    compare();
    path_.resize(before);
  }
  template <class T, class Compare>
  void list(const std::string& name, const std::vector<T>& a, const std::vector<T>& b,
            const Compare& compare) {
    equal(name + ".size", a.size(), b.size());
    for (std::size_t i = 0; i < a.size() && found_.empty(); ++i) {
      inside(name + "[" + std::to_string(i) + "].", [&] { compare(a[i], b[i]); });
    }
  }

  void resume(const Resume& a, const Resume& b) {
    equal("kind", a.kind, b.kind);
    equal("is_replaying", a.is_replaying, b.is_replaying);
    equal("awaited", a.awaited, b.awaited);
    equal("cause", a.cause, b.cause);
    equal("clock", a.clock, b.clock);
    equal("settled", a.settled, b.settled);
  }
  void segment(const Segment& a, const Segment& b) {
    inside("arrived.", [&] { resume(a.arrived, b.arrived); });
    list("ops", a.ops, b.ops, [&](const Op& x, const Op& y) { op(x, y); });
    equal("asks", a.asks, b.asks);
    equal("logs", a.logs, b.logs);
    equal("locals", a.locals, b.locals);
  }
  void op(const Op& a, const Op& b) {
    equal("verb", a.verb, b.verb);
    equal("kind", a.kind, b.kind);
    equal("name", a.name, b.name);
    equal("target", a.target, b.target);
    equal("input", a.input, b.input);
    equal("(rest)", a, b);
  }
  void yield(const Yield& a, const Yield& b) {
    segment(a.segment, b.segment);
    equal("what", a.what, b.what);
    equal("place", a.place, b.place);
    equal("frames", a.frames, b.frames);
  }
  void spine(const Spine& a, const Spine& b) {
    equal("parent", a.parent, b.parent);
    equal("fork", a.fork, b.fork);
    list("yields", a.yields, b.yields, [&](const Yield& x, const Yield& y) { yield(x, y); });
  }
  void outcome(const Outcome& a, const Outcome& b) {
    equal("what.index", a.what.index(), b.what.index());
    if (!found_.empty()) return;
    if (const auto* x = std::get_if<Returned>(&a.what)) {
      equal("what.value", x->value, std::get<Returned>(b.what).value);
    } else if (const auto* raised = std::get_if<Raised>(&a.what)) {
      const auto& y = std::get<Raised>(b.what);
      equal("what.type", raised->type, y.type);
      equal("what.message", raised->message, y.message);
      equal("what.traceback", raised->traceback, y.traceback);
      equal("what.place", raised->place, y.place);
    } else if (const auto* next = std::get_if<ContinuedAsNew>(&a.what)) {
      equal("what.input", next->input, std::get<ContinuedAsNew>(b.what).input);
      equal("what.returned", next->returned, std::get<ContinuedAsNew>(b.what).returned);
    } else if (const auto* broke = std::get_if<SdkBroke>(&a.what)) {
      equal("what.type", broke->type, std::get<SdkBroke>(b.what).type);
      equal("what.message", broke->message, std::get<SdkBroke>(b.what).message);
    } else if (const auto* not_run = std::get_if<NotRun>(&a.what)) {
      equal("what.error", not_run->error, std::get<NotRun>(b.what).error);
    }
    inside("segment.", [&] { segment(a.segment, b.segment); });
  }
  void verdict(const Verdict& a, const Verdict& b) {
    equal("rule", a.rule, b.rule);
    equal("event", a.event, b.event);
    equal("message", a.message, b.message);
  }
  void pass(const Pass& a, const Pass& b) {
    equal("number", a.number, b.number);
    equal("events_end", a.events_end, b.events_end);
    equal("trigger", a.trigger, b.trigger);
    equal("is_confirming", a.is_confirming, b.is_confirming);
    equal("spine", a.spine, b.spine);
    equal("length", a.length, b.length);
    equal("first_fresh", a.first_fresh, b.first_fresh);
    equal("settled_unused", a.settled_unused, b.settled_unused);
    equal("replaying", a.replaying, b.replaying);
    inside("outcome.", [&] { outcome(a.outcome, b.outcome); });
    inside("closing.", [&] { segment(a.closing, b.closing); });
    list("differs", a.differs, b.differs, [&](const PassDifference& x, const PassDifference& y) {
      equal("yield", x.yield, y.yield);
      equal("logs", x.logs, y.logs);
      equal("locals", x.locals, y.locals);
    });
    equal("verdict", a.verdict.has_value(), b.verdict.has_value());
    if (a.verdict && b.verdict) inside("verdict.", [&] { verdict(*a.verdict, *b.verdict); });
    equal("warnings", a.warnings, b.warnings);
    equal("custom_status", a.custom_status, b.custom_status);
  }
  void extra(const EventExtra& a, const EventExtra& b) {
    equal("event", a.event, b.event);
    equal("version", a.version, b.version);
    equal("instance_id", a.instance_id, b.instance_id);
    equal("execution_id", a.execution_id, b.execution_id);
    equal("parent_instance_id", a.parent_instance_id, b.parent_instance_id);
    equal("raw_type", a.raw_type, b.raw_type);
    equal("details", a.details, b.details);
    equal("failure_details", a.failure_details, b.failure_details);
    equal("raw", a.raw, b.raw);
  }
  void event(const EventView& a, const EventView& b) {
    equal("type", a.type(), b.type());
    equal("id", a.id(), b.id());
    equal("link", a.link(), b.link());
    equal("timestamp", a.timestamp(), b.timestamp());
    equal("is_played", a.is_played(), b.is_played());
    equal("name", a.name(), b.name());
    equal("payload", a.payload(), b.payload());
    equal("fire_at", a.fire_at(), b.fire_at());
    equal("status", a.status(), b.status());
    for (const unsigned bit : {1U, 2U, 4U, 8U, 16U, 32U}) {
      const auto value = static_cast<Inferable>(bit);
      equal("inferred", a.is_inferred(value), b.is_inferred(value));
    }
    equal("extra", a.extra() == nullptr, b.extra() == nullptr);
    if (a.extra() != nullptr && b.extra() != nullptr) {
      inside("extra.", [&] { extra(*a.extra(), *b.extra()); });
    }
  }
  void history(const History& a, const History& b) {
    equal("envelope", a.envelope(), b.envelope());
    equal("quality", a.quality(), b.quality());
    equal("size", a.size(), b.size());
    for (std::size_t i = 0; i < a.size() && found_.empty(); ++i) {
      inside("events[" + std::to_string(i) + "].", [&] { event(a[i], b[i]); });
    }
    equal("episodes", std::vector(a.episodes().begin(), a.episodes().end()),
          std::vector(b.episodes().begin(), b.episodes().end()));
  }
  void orchestrator(const OrchestratorIdentity& a, const OrchestratorIdentity& b) {
    equal("language", a.language, b.language);
    equal("file", a.file, b.file);
    equal("function", a.function, b.function);
    equal("sdk", a.sdk, b.sdk);
    equal("sha256", a.sha256, b.sha256);
  }
  void evidence(const Evidence& a, const Evidence& b) {
    equal("kind", a.kind, b.kind);
    equal("detail", a.detail, b.detail);
    equal("is_refused", a.is_refused, b.is_refused);
    equal("place", a.place, b.place);
    equal("pass", a.pass, b.pass);
    equal("yield", a.yield, b.yield);
  }
  void divergence(const Divergence& a, const Divergence& b) {
    equal("kind", a.kind, b.kind);
    equal("pass", a.pass, b.pass);
    equal("yield", a.yield, b.yield);
    equal("task", a.task, b.task);
    equal("event", a.event, b.event);
    equal("expected", a.expected, b.expected);
    equal("actual", a.actual, b.actual);
  }

 private:
  std::string path_;
  std::string found_;
};

}  // namespace

std::string first_difference(const Trace& a, const Trace& b) {
  Comparison compare;
  compare.equal("history", a.history == nullptr, b.history == nullptr);
  if (a.history != nullptr && b.history != nullptr) {
    compare.inside("history.", [&] { compare.history(*a.history, *b.history); });
  }
  compare.equal("source_file", a.source_file, b.source_file);
  compare.equal("format", a.format, b.format);
  compare.equal("fidelity", a.fidelity, b.fidelity);
  compare.inside("orchestrator.", [&] { compare.orchestrator(a.orchestrator, b.orchestrator); });
  compare.equal("flavour", a.flavour, b.flavour);
  compare.equal("places", a.places, b.places);
  compare.list("spines", a.spines, b.spines,
               [&](const Spine& x, const Spine& y) { compare.spine(x, y); });
  compare.list("passes", a.passes, b.passes,
               [&](const Pass& x, const Pass& y) { compare.pass(x, y); });
  compare.list("evidence", a.evidence, b.evidence,
               [&](const Evidence& x, const Evidence& y) { compare.evidence(x, y); });
  compare.equal("divergence", a.divergence.has_value(), b.divergence.has_value());
  if (a.divergence && b.divergence) {
    compare.inside("divergence.", [&] { compare.divergence(*a.divergence, *b.divergence); });
  }
  compare.equal("alignment", a.alignment, b.alignment);
  compare.equal("experiments", a.experiments, b.experiments);
  compare.equal("source_remarks", a.source_remarks, b.source_remarks);
  compare.equal("findings", a.findings, b.findings);
  return compare.found();
}

}  // namespace tests
