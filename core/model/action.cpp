#include "core/model/action.h"

#include <fmt/format.h>

#include <array>

#include "core/base/text.h"

namespace core::model {
namespace {

constexpr std::array<std::string_view, 12> kKindNames{
    "activity",
    "activity_with_retry",
    "sub_orchestration",
    "sub_orchestration_with_retry",
    "timer",
    "external_event",
    "entity_call",
    "entity_signal",
    "http",
    "any",
    "all",
    "value",
};
constexpr std::array<std::string_view, 6> kVerbNames{"make",            "cancel",   "custom_status",
                                                     "continue_as_new", "children", "id"};
constexpr std::size_t kShownPayload = 60;

template <class Enum, std::size_t kCount>
std::optional<Enum> find_name(const std::array<std::string_view, kCount>& names,
                              std::string_view name) {
  for (std::size_t i = 0; i < kCount; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

std::string shown(std::string_view text) {
  return base::printable(base::shorten(text, kShownPayload));
}

std::string handle_text(TaskHandle handle) { return fmt::format("#{}", handle.value); }

/// "any(#1, #2)"
std::string compound_text(const Op& op) {
  constexpr std::size_t kMostShown = 8;
  std::string text = std::string(name_of(op.kind)) + "(";
  for (std::size_t i = 0; i < op.children.size(); ++i) {
    if (i == kMostShown) {
      text += fmt::format(", … {} in all", op.children.size());
      break;
    }
    text += (i == 0 ? "" : ", ") + handle_text(op.children[i]);
  }
  return text + ")";
}

std::string attempts_text(const Op& op) {
  return op.max_attempts == 0
             ? std::string()
             : fmt::format(", up to {}",
                           base::count_of(static_cast<std::size_t>(op.max_attempts), "attempt"));
}

std::string made_text(const Op& op) {
  const std::string call = fmt::format("{}({})", base::printable(op.name), shown(op.input.text));
  const std::string target = op.target ? base::printable(*op.target) : std::string();
  switch (op.kind) {
    case ActionKind::activity:
      return "activity " + call;
    case ActionKind::activity_with_retry:
      return "activity " + call + attempts_text(op);
    case ActionKind::sub_orchestration:
    case ActionKind::sub_orchestration_with_retry:
      return "sub-orchestration " + call + (target.empty() ? "" : " as " + target) +
             attempts_text(op);
    case ActionKind::timer:
      return op.fire_at ? "timer " + base::format_clock(*op.fire_at) : "timer without a time";
    case ActionKind::external_event:
      return "event " + base::printable(op.name);
    case ActionKind::entity_call:
      return "entity call " + target + "." + call;
    case ActionKind::entity_signal:
      return "entity signal " + target + "." + call;
    case ActionKind::http:
      return "http " + base::printable(op.name) + " " + target;
    case ActionKind::any:
    case ActionKind::all:
      return compound_text(op);
    case ActionKind::value:
      return "value " + shown(op.input.text);
  }
  return "";
}

}  // namespace

std::string_view name_of(ActionKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }
std::string_view name_of(OpVerb verb) { return kVerbNames[static_cast<std::size_t>(verb)]; }

std::optional<ActionKind> action_kind_from_name(std::string_view name) {
  return find_name<ActionKind>(kKindNames, name);
}

std::optional<OpVerb> op_verb_from_name(std::string_view name) {
  return find_name<OpVerb>(kVerbNames, name);
}

std::string to_text(const Op& op) {
  switch (op.verb) {
    case OpVerb::make:
      return made_text(op);
    case OpVerb::cancel:
      return "cancel " + handle_text(op.handle);
    case OpVerb::custom_status:
      return op.name.empty()
                 ? "custom status " + shown(op.input.text)
                 : "custom status that cannot be written: " + base::printable(op.options);
    case OpVerb::continue_as_new:
      return "continue as new " + shown(op.input.text);
    case OpVerb::children:
      return "children of " + handle_text(op.handle) + " changed";
    case OpVerb::id:
      return "read the id of " + handle_text(op.handle);
  }
  return "";
}

}  // namespace core::model
