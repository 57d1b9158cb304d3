#include <fmt/format.h>

#include "core/base/match.h"
#include "core/base/text.h"
#include "core/model/trace.h"

namespace core::model {
namespace {

constexpr std::size_t kShownPayload = 60;
constexpr std::size_t kMostGroups = 4;
constexpr int kDeepest = 4;

std::string shown(std::string_view text) {
  return base::printable(base::shorten(text, kShownPayload));
}

std::string after(std::string_view words, const Payload& payload) {
  return payload.has_value() ? fmt::format("{} {}", words, shown(payload.text))
                             : std::string(words);
}

std::string kind_and_message(const std::string& type, const std::string& message) {
  const std::string what = base::printable(type);
  return message.empty() ? what : what + ": " + base::printable(message);
}

/// "10:05:01", and ".137" only when there is something behind the second.
std::string due_time(const Op& op) {
  if (!op.fire_at) return "";
  std::string clock = base::format_clock(*op.fire_at);
  if (clock.ends_with(".000")) clock.resize(clock.size() - 4);
  return " " + clock;
}

std::string single_label(const Op& op) {
  const std::string name = base::printable(op.name);
  const std::string target = op.target ? base::printable(*op.target) : std::string();
  switch (op.kind) {
    case ActionKind::timer:
      return "timer" + due_time(op);
    case ActionKind::external_event:
      return "event " + name;
    case ActionKind::entity_call:
    case ActionKind::entity_signal:
      return target + "." + name + "(" + shown(op.input.text) + ")";
    case ActionKind::http:
      return name + " " + target;
    case ActionKind::value:
      return shown(op.input.text);
    default:
      return name + "(" + shown(op.input.text) + ")";
  }
}

/// Looks for the op that made a task, first where it most often is: just before the yield.
class Labels {
 public:
  Labels(const Trace& trace, PassIndex pass, YieldIndex yield)
      : trace_(trace), pass_(pass), segment_(trace.yield_at(pass, yield).segment) {}

  std::string full(TaskHandle task) const {
    const Op* op = find(task);
    if (op == nullptr) return fmt::format("task #{}", task.value);
    return is_compound(op->kind) ? compound(*op, kDeepest) : single_label(*op);
  }

 private:
  const Op* find(TaskHandle task) const {
    for (const Op& op : segment_.ops) {
      if (op.verb == OpVerb::make && op.handle == task) return &op;
    }
    return trace_.find_op(pass_, task);
  }

  /// As a child of a compound: the name alone.
  std::string brief(TaskHandle task, int depth) const {
    const Op* op = find(task);
    if (op == nullptr) return fmt::format("task #{}", task.value);
    switch (op->kind) {
      case ActionKind::any:
      case ActionKind::all:
        return depth == 0 ? "…" : compound(*op, depth);
      case ActionKind::timer:
        return "timer";
      case ActionKind::value:
        return shown(op->input.text);
      default:
        return base::printable(op->name);
    }
  }

  /// "any(Approval, timer)", "all(3 × Hello)"
  std::string compound(const Op& op, int depth) const {
    std::vector<std::pair<std::string, std::size_t>> groups;
    bool is_cut = false;
    for (const TaskHandle child : op.children) {
      const std::string label = brief(child, depth - 1);
      std::size_t at = 0;
      while (at < groups.size() && groups[at].first != label) ++at;
      if (at < groups.size()) {
        ++groups[at].second;
      } else if (groups.size() < kMostGroups) {
        groups.emplace_back(label, 1);
      } else {
        is_cut = true;
      }
    }
    std::string text = std::string(name_of(op.kind)) + "(";
    for (std::size_t i = 0; i < groups.size(); ++i) {
      text += i == 0 ? "" : ", ";
      text += groups[i].second == 1 ? groups[i].first
                                    : fmt::format("{} × {}", groups[i].second, groups[i].first);
    }
    return text + (is_cut ? ", …)" : ")");
  }

  const Trace& trace_;
  PassIndex pass_;
  const Segment& segment_;
};

}  // namespace

std::string yield_label(const Trace& trace, PassIndex pass, YieldIndex yield) {
  return base::match(
      trace.yield_at(pass, yield).what,
      [&](const TaskHandle& task) { return Labels(trace, pass, yield).full(task); },
      [](const NotATask& what) {
        return "not a task: " + after(base::printable(what.type_name), what.value);
      });
}

std::string outcome_text(const Outcome& outcome) {
  return base::match(
      outcome.what, [](const Waiting&) -> std::string { return "waiting"; },
      [](const Returned& end) -> std::string {
        return end.value.has_value() ? after("returned", end.value) : "returned nothing";
      },
      [](const Raised& end) -> std::string {
        return "raised " + kind_and_message(end.type, end.message);
      },
      [](const ContinuedAsNew& end) -> std::string {
        return after(end.input.has_value() ? "continued as new with" : "continued as new",
                     end.input);
      },
      [](const SdkBroke& end) -> std::string {
        return "the SDK broke: " + kind_and_message(end.type, end.message);
      },
      [](const NotRun& end) -> std::string {
        return "not run: " + base::printable(end.error.message);
      });
}

std::string sides_in_words(const Finding& finding) {
  constexpr std::size_t kShownSide = 200;
  const auto side = [](std::string_view text, std::string_view clause, std::string_view words) {
    const std::string plain = base::shorten(text, kShownSide);
    return text.starts_with(clause) ? plain : fmt::format("{} {}", words, plain);
  };
  return side(finding.expected, "the orchestration", "the history has") + ", " +
         side(finding.actual, "the code", "the code asks for");
}

}  // namespace core::model
