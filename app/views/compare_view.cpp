#include "app/views/compare_view.h"

#include <tuple>

#include "app/state/links.h"
#include "app/views/inner_json.h"
#include "app/views/value_node.h"
#include "core/base/text.h"

namespace app::views {

namespace {

/// Bytes of one text that are laid out; the Event tab shows longer payloads whole.
constexpr std::size_t kMaxText = 24'000;

std::string pretty(std::string_view payload) {
  std::string text;
  for (const std::string& line : pretty_lines(inner_json(payload).text)) {
    if (!text.empty()) text += '\n';
    text += line;
  }
  return text;
}

/// The task that the finding is about: the divergence's own where it is there, else the one
/// yielded at its place.
const model::Op* op_at(const state::Reading& reading, const model::FindingPlace& place) {
  const model::Trace* trace = reading.trace();
  if (trace == nullptr || !place.pass || !place.yield || !reading.stops.has(*place.pass)) {
    return nullptr;
  }
  const auto& divergence = trace->divergence;
  const bool is_divergence =
      divergence && divergence->pass == *place.pass && divergence->yield == *place.yield;
  const model::TaskHandle task = is_divergence && divergence->task != model::kNoTask
                                     ? divergence->task
                                     : state::task_at(reading, *place.pass, *place.yield);
  return task == model::kNoTask ? nullptr : trace->find_op(*place.pass, task);
}

ComparedPart words_of(const model::Finding& finding) {
  ComparedPart part{"In words", {}, {}, "", ""};
  std::tie(part.recorded, part.code) =
      marked_sides(core::base::printable(finding.expected), core::base::printable(finding.actual),
                   kMaxText);
  if (finding.expected.empty()) part.recorded_note = "The history has nothing here";
  if (finding.actual.empty()) part.code_note = "The code does nothing here";
  return part;
}

ComparedPart payloads_of(const state::Reading& reading, const model::FindingPlace& place) {
  ComparedPart part{"Payload", {}, {}, "", ""};
  std::string recorded;
  std::string code;
  const bool has_event = place.event.value < reading.history().size();
  const auto payload = has_event ? reading.history().at(place.event).payload()
                                 : model::PayloadView{};
  if (payload.has_value()) {
    recorded = pretty(payload.text);
  } else {
    part.recorded_note = has_event ? "No payload was recorded" : "No event belongs to this place";
  }
  const model::Op* op = op_at(reading, place);
  if (op != nullptr && op->input.has_value()) {
    code = pretty(op->input.text);
  } else {
    part.code_note = op == nullptr ? "The code makes no call here" : "The call has no input";
  }
  std::tie(part.recorded, part.code) = marked_sides(recorded, code, kMaxText);
  return part;
}

}  // namespace

CompareView build_compare_view(const state::Reading& reading, std::size_t position) {
  const model::Finding& finding = reading.findings[position];
  CompareView view;
  view.title = finding.id + " at " + place_text(reading, finding.place);
  view.parts.push_back(words_of(finding));
  ComparedPart payloads = payloads_of(reading, finding.place);
  const bool has_payload = !payloads.recorded.text.empty() || !payloads.code.text.empty();
  if (has_payload) view.parts.push_back(std::move(payloads));
  return view;
}

}  // namespace app::views
