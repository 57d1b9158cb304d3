#include "core/session/first_difference.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "core/base/text.h"

namespace core::session {
namespace {

using model::Op;
using model::Pass;
using model::PassIndex;
using model::Segment;
using model::Trace;
using model::YieldIndex;

constexpr std::size_t kShownColumns = 160;
constexpr const char* kNoCall = "no further call";

/// A custom status is no call, nor is reading an id.
std::vector<const Op*> calls_of(const Segment& segment) {
  std::vector<const Op*> calls;
  for (const Op& op : segment.ops) {
    if (op.verb != model::OpVerb::custom_status && op.verb != model::OpVerb::id) {
      calls.push_back(&op);
    }
  }
  return calls;
}

std::string words_of(const Op& op) {
  if (op.verb == model::OpVerb::make && op.kind == model::ActionKind::timer && op.fire_at) {
    return "timer due " + base::format_python(*op.fire_at);
  }
  return base::shorten(model::to_text(op), kShownColumns);
}

/// What one of two sides did at a position.
struct Sides {
  std::string before, after;
};

std::optional<Sides> differing_calls(const Segment& a, const Segment& b) {
  const auto in_a = calls_of(a), in_b = calls_of(b);
  const auto same = [](const Op* x, const Op* y) { return *x == *y; };
  const auto [at_a, at_b] = std::mismatch(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(), same);
  if (at_a == in_a.end() && at_b == in_b.end()) return std::nullopt;
  return Sides{at_a == in_a.end() ? kNoCall : words_of(**at_a),
               at_b == in_b.end() ? kNoCall : words_of(**at_b)};
}

bool same_asks(const Segment& a, const Segment& b) {
  return std::equal(a.asks.begin(), a.asks.end(), b.asks.begin(), b.asks.end());
}

/// Compares one position of one pass in both traces.
class Comparison {
 public:
  Comparison(const Trace& a, const Trace& b, std::uint32_t pass) : a_(a), b_(b), pass_{pass} {}

  /// The first position from `from` on that differs.
  std::optional<TraceDifference> find(std::uint32_t from) const {
    const std::uint32_t shared = std::min(of_a().length, of_b().length);
    for (std::uint32_t i = from; i < shared; ++i) {
      if (auto sides = at_yield(YieldIndex{i})) return found(i, *std::move(sides));
    }
    if (auto sides = at_end(shared)) return found(shared, *std::move(sides));
    return std::nullopt;
  }

 private:
  const Pass& of_a() const { return a_.passes[pass_.value]; }
  const Pass& of_b() const { return b_.passes[pass_.value]; }

  std::optional<Sides> at_yield(YieldIndex yield) const {
    const model::Yield& in_a = a_.yield_at(pass_, yield);
    const model::Yield& in_b = b_.yield_at(pass_, yield);
    if (auto sides = differing_calls(in_a.segment, in_b.segment)) return sides;
    const bool is_other_task = in_a.what != in_b.what || !same_asks(in_a.segment, in_b.segment);
    const std::string line_a = line_of(a_, in_a.place), line_b = line_of(b_, in_b.place);
    if (!is_other_task && line_a == line_b) return std::nullopt;
    const std::string label_a = model::yield_label(a_, pass_, yield);
    const std::string label_b = model::yield_label(b_, pass_, yield);
    if (is_other_task && label_a != label_b) return Sides{label_a, label_b};
    return Sides{label_a + " at " + line_a, label_b + " at " + line_b};
  }

  std::optional<Sides> at_end(std::uint32_t shared) const {
    const bool goes_on_a = of_a().length > shared, goes_on_b = of_b().length > shared;
    if (!goes_on_a && !goes_on_b) {
      if (auto sides = differing_calls(of_a().outcome.segment, of_b().outcome.segment)) {
        return sides;
      }
    }
    if (!goes_on_a && !goes_on_b && same_end()) return std::nullopt;
    return Sides{went_on(a_, goes_on_a, shared), went_on(b_, goes_on_b, shared)};
  }

  bool same_end() const {
    // Where a run that hangs was interrupted differs from time to time.
    const auto* stuck_a = std::get_if<model::NotRun>(&of_a().outcome.what);
    const auto* stuck_b = std::get_if<model::NotRun>(&of_b().outcome.what);
    if (stuck_a != nullptr && stuck_b != nullptr) return stuck_a->error.code == stuck_b->error.code;
    return of_a().outcome.what.index() == of_b().outcome.what.index() &&
           model::outcome_text(of_a().outcome) == model::outcome_text(of_b().outcome) &&
           returned(of_a()) == returned(of_b());
  }

  static model::Payload returned(const Pass& pass) {
    if (const auto* end = std::get_if<model::Returned>(&pass.outcome.what)) return end->value;
    const auto* again = std::get_if<model::ContinuedAsNew>(&pass.outcome.what);
    return again == nullptr ? model::Payload{} : again->input;
  }

  std::string went_on(const Trace& trace, bool goes_on, std::uint32_t at) const {
    return base::shorten(goes_on ? model::yield_label(trace, pass_, YieldIndex{at})
                                 : model::outcome_text(trace.passes[pass_.value].outcome),
                         kShownColumns);
  }

  static std::string line_of(const Trace& trace, model::PlaceIndex index) {
    const model::Place* place = trace.place(index);
    return place == nullptr ? std::string() : place->file + ":" + std::to_string(place->line);
  }

  TraceDifference found(std::uint32_t at, Sides sides) const {
    TraceDifference difference{
        pass_, YieldIndex{at}, {}, std::move(sides.before), std::move(sides.after)};
    model::PlaceIndex index = model::kNoPlace;
    if (at < of_a().length) {
      index = a_.yield_at(pass_, YieldIndex{at}).place;
    } else if (const auto* raised = std::get_if<model::Raised>(&of_a().outcome.what)) {
      index = raised->place;
    }
    if (const model::Place* place = a_.place(index)) difference.place = *place;
    return difference;
  }

  const Trace& a_;
  const Trace& b_;
  PassIndex pass_;
};

}  // namespace

bool TraceDifference::is_before(const TraceDifference& other) const {
  return std::tuple(pass.value, yield.value) < std::tuple(other.pass.value, other.yield.value);
}

std::optional<TraceDifference> first_difference(const Trace& before, const Trace& after) {
  const std::size_t shared = std::min(before.passes.size(), after.passes.size());
  std::uint32_t compared = 0;  // yields of the pass before that were found equal
  for (std::size_t i = 0; i < shared; ++i) {
    const Pass &a = before.passes[i], &b = after.passes[i];
    if (a.number != b.number) return std::nullopt;
    const bool is_shared =
        i > 0 && a.spine == before.passes[i - 1].spine && b.spine == after.passes[i - 1].spine;
    const Comparison comparison(before, after, static_cast<std::uint32_t>(i));
    if (auto difference = comparison.find(is_shared ? compared : 0)) return difference;
    compared = a.length;
  }
  return std::nullopt;
}

}  // namespace core::session
