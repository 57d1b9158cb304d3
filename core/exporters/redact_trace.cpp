#include "core/exporters/redact_trace.h"

#include <fmt/format.h>

#include "core/base/json.h"
#include "core/base/match.h"
#include "core/base/text.h"
#include "core/exporters/redact.h"
#include "core/exporters/redact_shape.h"

namespace core::exporters {
namespace {

using model::ActionKind;
using model::Segment;

/// Frames keep their file, line and function; source lines and the exception's text go.
std::string shape_of_traceback(std::string_view traceback) {
  std::string out;
  while (!traceback.empty()) {
    const std::size_t end = traceback.find('\n');
    const std::string_view line = traceback.substr(0, end);
    const bool is_frame = line.starts_with("  File ") || line.starts_with("Traceback ");
    out += is_frame ? std::string(line) : text_mark(line);
    if (end == std::string_view::npos) break;
    out += '\n';
    traceback.remove_prefix(end + 1);
  }
  return out;
}

/// "@name@key": the key says which instance it is, as an id does.
std::string redacted_target(const model::Op& op) {
  const std::string& target = *op.target;
  if (op.kind == ActionKind::http) return text_mark(target);
  const std::size_t second = target.find('@', 1);
  if (target.starts_with('@') && second != std::string::npos) {
    return target.substr(0, second + 1) + pseudonym(target.substr(second + 1));
  }
  return target.empty() ? std::string() : pseudonym(target);
}

model::Op redacted_op(const model::Op& op) {
  model::Op out = op;
  out.input = shape_of(op.input.view());
  if (op.target) out.target = redacted_target(op);
  const bool is_retry = op.kind == ActionKind::activity_with_retry ||
                        op.kind == ActionKind::sub_orchestration_with_retry;
  if (op.verb == model::OpVerb::custom_status) {
    if (!op.options.empty()) out.options = text_mark(op.options);
  } else if (!op.options.empty() && !is_retry) {
    out.options = shape_of_json(op.options);
  }
  return out;
}

model::SettledList redacted_settled(const model::SettledList& list) {
  model::SettledList out = list;
  for (model::Settled& settled : out) {
    settled.value =
        settled.ok ? shape_of(settled.value.view()) : text_shape_of(settled.value.view());
  }
  return out;
}

std::vector<model::LogLine> redacted_logs(std::vector<model::LogLine> logs) {
  for (model::LogLine& line : logs) line.text = text_mark(line.text);
  return logs;
}

Segment redacted_segment(const Segment& segment) {
  Segment out = segment;
  out.arrived.settled = redacted_settled(segment.arrived.settled);
  for (model::Op& op : out.ops) op = redacted_op(op);
  for (model::AskReply& ask : out.asks) {
    ask = {shape_of_json(ask.question), shape_of_json(ask.reply)};
  }
  out.logs = redacted_logs(std::move(out.logs));
  out.locals = shape_of_locals(segment.locals);
  return out;
}

base::Error redacted_error(base::Error error, const KnownSecrets& secrets) {
  error.message = secrets.redact(error.message, Nets::yes);
  error.hint = secrets.redact(error.hint, Nets::yes);
  error.where.file = secrets.without_ids(error.where.file);
  return error;
}

model::Outcome redacted_outcome(const model::Outcome& outcome, const KnownSecrets& secrets) {
  model::Outcome out = outcome;
  base::match(
      out.what, [](model::Waiting&) {},
      [](model::Returned& end) { end.value = shape_of(end.value.view()); },
      [](model::Raised& end) {
        end.message = end.message.empty() ? std::string() : text_mark(end.message);
        end.traceback = shape_of_traceback(end.traceback);
        if (end.returned) end.returned = shape_of(end.returned->view());
      },
      [](model::ContinuedAsNew& end) {
        end.input = shape_of(end.input.view());
        end.returned = shape_of(end.returned.view());
      },
      [](model::SdkBroke& end) {
        end.message = end.message.empty() ? std::string() : text_mark(end.message);
      },
      [&](model::NotRun& end) { end.error = redacted_error(std::move(end.error), secrets); });
  out.segment = redacted_segment(outcome.segment);
  return out;
}

model::Pass redacted_pass(const model::Pass& pass, const KnownSecrets& secrets) {
  model::Pass out = pass;
  out.settled_unused = redacted_settled(pass.settled_unused);
  out.outcome = redacted_outcome(pass.outcome, secrets);
  out.closing = redacted_segment(pass.closing);
  for (model::PassDifference& difference : out.differs) {
    if (difference.logs) difference.logs = redacted_logs(std::move(*difference.logs));
    if (difference.locals) difference.locals = shape_of_locals(*difference.locals);
  }
  if (out.verdict) out.verdict->message = secrets.redact(out.verdict->message, Nets::yes);
  for (std::string& warning : out.warnings) warning = secrets.redact(warning, Nets::yes);
  if (out.custom_status) out.custom_status = shape_of(out.custom_status->view());
  return out;
}

void learn_settled(KnownSecrets& secrets, const model::SettledList& list) {
  for (const model::Settled& settled : list) secrets.learn(settled.value.view());
}

/// Values and the keys of dicts; the code's own names and types are in its source anyway.
void learn_node(KnownSecrets& secrets, const base::JsonValue& node, int depth) {
  if (depth > 100) return;
  secrets.learn(node.string_at("text"));
  if (const auto* items = node.find("items")) {
    for (const base::JsonValue& item : items->items) learn_node(secrets, item, depth + 1);
  }
  if (const auto* fields = node.find("fields")) {
    for (const base::JsonValue& pair : fields->items) {
      if (pair.items.size() != 2) continue;
      if (node.string_at("type") == "dict" && pair.items[0].text.size() >= 8) {
        secrets.learn(pair.items[0].text);
      }
      learn_node(secrets, pair.items[1], depth + 1);
    }
  }
}

void learn_locals(KnownSecrets& secrets, const std::string& locals) {
  if (locals.empty()) return;
  const auto value = base::parse_json(locals);
  if (!value.ok()) return secrets.learn(locals);
  for (const base::JsonValue& pair : value->items) {
    if (pair.items.size() == 2) learn_node(secrets, pair.items[1], 0);
  }
}

void learn_segment(KnownSecrets& secrets, const Segment& segment) {
  learn_settled(secrets, segment.arrived.settled);
  for (const model::Op& op : segment.ops) {
    secrets.learn(op.input.view());
    // A plain generator's values have no name; an exception's text stands among a status' options.
    secrets.keep(op.name);
    if (op.target && op.kind == ActionKind::sub_orchestration) secrets.add_instance(*op.target);
    if (op.target && op.kind == ActionKind::http) secrets.learn(*op.target);
    if (op.target && op.target->starts_with('@')) {
      const std::size_t second = op.target->find('@', 1);
      if (second != std::string::npos) {
        secrets.keep(op.target->substr(1, second - 1));
        secrets.add_instance(op.target->substr(second + 1));
      }
    }
    const bool is_retry = op.kind == ActionKind::activity_with_retry ||
                          op.kind == ActionKind::sub_orchestration_with_retry;
    if (!is_retry || op.verb != model::OpVerb::make) secrets.learn(op.options);
  }
  for (const model::AskReply& ask : segment.asks) secrets.learn(ask.reply);
  for (const model::LogLine& line : segment.logs) secrets.learn(line.text);
  learn_locals(secrets, segment.locals);
}

void learn_outcome(KnownSecrets& secrets, const model::Outcome& outcome) {
  base::match(
      outcome.what, [](const model::Waiting&) {},
      [&](const model::Returned& end) { secrets.learn(end.value.view()); },
      [&](const model::Raised& end) {
        secrets.keep(end.type);
        secrets.learn(end.message);
        if (end.returned) secrets.learn(end.returned->view());
      },
      [&](const model::ContinuedAsNew& end) {
        secrets.learn(end.input.view());
        secrets.learn(end.returned.view());
      },
      [&](const model::SdkBroke& end) {
        secrets.keep(end.type);
        secrets.learn(end.message);
      },
      [](const model::NotRun&) {});
  learn_segment(secrets, outcome.segment);
}

}  // namespace

void learn_from(KnownSecrets& secrets, const model::Trace& trace) {
  secrets.keep(trace.flavour);
  secrets.keep(trace.orchestrator.function);
  secrets.keep(trace.orchestrator.file);
  for (const model::Place& place : trace.places) {
    secrets.keep(place.file);
    secrets.keep(place.function);
  }
  for (const model::Spine& spine : trace.spines) {
    for (const model::Yield& yield : spine.yields) {
      learn_segment(secrets, yield.segment);
      if (const auto* other = std::get_if<model::NotATask>(&yield.what)) {
        secrets.keep(other->type_name);
        secrets.learn(other->value.view());
      }
    }
  }
  for (const model::Pass& pass : trace.passes) {
    learn_settled(secrets, pass.settled_unused);
    learn_outcome(secrets, pass.outcome);
    learn_segment(secrets, pass.closing);
    for (const model::PassDifference& difference : pass.differs) {
      for (const model::LogLine& line : difference.logs.value_or(std::vector<model::LogLine>())) {
        secrets.learn(line.text);
      }
      learn_locals(secrets, difference.locals.value_or(""));
    }
    if (pass.custom_status) secrets.learn(pass.custom_status->view());
  }
}

model::Trace redacted_trace(const model::Trace& trace, const KnownSecrets& secrets,
                            std::shared_ptr<const model::History> history) {
  model::Trace out = trace;
  out.history = std::move(history);
  out.source_file = secrets.without_ids(trace.source_file);
  for (model::Spine& spine : out.spines) {
    for (model::Yield& yield : spine.yields) {
      yield.segment = redacted_segment(yield.segment);
      if (auto* other = std::get_if<model::NotATask>(&yield.what)) {
        other->value = shape_of(other->value.view());
      }
    }
  }
  for (model::Pass& pass : out.passes) pass = redacted_pass(pass, secrets);
  const auto redact = [&](std::string& text) { text = secrets.redact(text, Nets::yes); };
  for (model::Evidence& note : out.evidence) redact(note.detail);
  if (out.divergence) {
    redact(out.divergence->expected);
    redact(out.divergence->actual);
  }
  if (out.alignment) {
    for (model::AlignedCall& call : out.alignment->calls) {
      redact(call.code);
      redact(call.recorded);
    }
    redact(out.alignment->stopped);
  }
  for (model::Experiment& experiment : out.experiments) {
    redact(experiment.before);
    redact(experiment.after);
    redact(experiment.not_made);
  }
  for (model::SourceRemark& remark : out.source_remarks) {
    remark.detail = secrets.redact(remark.detail, Nets::no);
  }
  out.findings.clear();
  return out;
}

}  // namespace core::exporters
