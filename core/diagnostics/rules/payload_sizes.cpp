// Values that are too large for a store or a message, recorded ones and those that the code sends.
#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"
#include "core/model/place_text.h"

namespace core::diagnostics {
namespace {

constexpr std::size_t kKiB = 1024;
/// Azure Storage: beyond it a value is moved into a blob (SEMANTICS 2c).
constexpr std::size_t kInTable = 60 * kKiB;
/// Durable Task Scheduler: the largest message it takes.
constexpr std::size_t kInMessage = 1024 * kKiB;
/// The extension refuses a larger custom status (SEMANTICS 3.1).
constexpr std::size_t kInStatus = 16 * kKiB;

/// Size as UTF-16, which is what the stores count.
std::size_t utf16_bytes(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0U ? 2 : 1;
  }
  return 2 * units;
}

std::string size_words(std::size_t bytes) {
  return bytes < 10 * kInMessage ? fmt::format("{} KiB", bytes / kKiB)
                                 : fmt::format("{} MiB", bytes / kInMessage);
}

/// The largest value over the limit, and how many there are.
struct Large {
  std::size_t bytes = 0, count = 0;
  std::string what;
  model::FindingPlace place;

  bool takes(std::string_view text) {
    // UTF-16 takes at most twice the bytes of UTF-8, so small texts need no look.
    if (2 * text.size() <= kInTable) return false;
    const std::size_t size = utf16_bytes(text);
    if (size <= kInTable) return false;
    ++count;
    if (size <= bytes) return false;
    bytes = size;
    return true;
  }
};

void look_at_history(const model::History& history, Large& large) {
  for (std::size_t i = 0; i < history.size(); ++i) {
    const model::PayloadView payload = history[i].payload();
    if (!large.takes(payload.text)) continue;
    large.what = fmt::format("event {} ({})", i, history[i].type_name());
    large.place = {};
    large.place.event = history[i].index();
  }
}

/// What the code sends: histories usually leave the inputs of calls out.
void look_at_calls(const model::Trace& trace, Large& large) {
  const auto pass = last_recorded_pass(trace);
  if (!pass) return;
  for (std::uint32_t i = 0; i < trace.passes[pass->value].length; ++i) {
    const model::YieldIndex yield{i};
    for (const model::Op& op : trace.yield_at(*pass, yield).segment.ops) {
      if (op.verb != model::OpVerb::make) continue;
      if (!large.takes(op.input.text)) continue;
      large.what = fmt::format("the input of {}", op.name);
      large.place = place_at(trace, *pass, yield);
    }
  }
}

void run_payload(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  Large large;
  look_at_history(subject.history, large);
  if (subject.trace != nullptr) look_at_calls(*subject.trace, large);
  if (large.count == 0) return;
  const std::string others =
      large.count == 1 ? "" : fmt::format(", the largest of {} over 60 KiB", large.count);
  model::Finding finding =
      finding_of(rule, fmt::format("The value of {} takes {} as UTF-16{}.", large.what,
                                   size_words(large.bytes), others));
  const bool is_refused = large.bytes > kInMessage;
  if (is_refused) finding.severity = model::Severity::warning;
  finding.place = large.place;
  finding.expected = is_refused
                         ? "at most 1,024 KiB, the largest message of the Durable Task Scheduler"
                         : "at most 60 KiB, what Azure Storage keeps in a row";
  finding.actual = size_words(large.bytes);
  finding.cause =
      "Every replay pass carries the whole history with all its values; what does not fit into a "
      "row is written to a blob and fetched again each time.";
  out.push_back(std::move(finding));
}

void run_status(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const model::Trace& trace = *subject.trace;
  const auto pass = last_recorded_pass(trace);
  if (!pass) return;
  const model::Pass& of = trace.passes[pass->value];
  for (std::uint32_t i = 0; i <= of.length; ++i) {
    const model::YieldIndex at{i};
    const model::Segment& segment =
        i < of.length ? trace.yield_at(*pass, at).segment : of.outcome.segment;
    for (const model::Op& op : segment.ops) {
      if (op.verb != model::OpVerb::custom_status || !op.input.has_value()) continue;
      const std::size_t bytes = utf16_bytes(op.input.text);
      if (bytes <= kInStatus) continue;
      model::Finding finding = finding_of(
          rule, fmt::format("The custom status set before {} takes {} as UTF-16; the platform "
                            "refuses it.",
                            locator_of(trace, *pass, at), size_words(bytes)));
      finding.place = place_at(trace, *pass, at);
      finding.expected = "at most 16 KiB";
      finding.actual = size_words(bytes);
      finding.cause = "A status grows with the work: a list of everything done, a whole answer.";
      finding.is_consequence = trace.divergence && trace.divergence->yield <= at;
      out.push_back(std::move(finding));
      return;
    }
  }
}

}  // namespace

Rule status_too_large() {
  return {.id = "YS2021",
          .severity = model::Severity::error,
          .title = "A custom status is too large",
          .explanation =
              "The extension takes at most 16 KiB of UTF-16 text as custom status, which is 8,192 "
              "plain characters, and fails the orchestration otherwise. The SDK does not check, "
              "so it shows on the platform only, and only once the status has grown.",
          .source =
              "The Durable Functions extension takes a custom status of at most 16 KB (SEMANTICS "
              "3.1)",
          .example =
              "context.set_custom_status({'done': [r['id'] for r in results]})\n"
              "# better\n"
              "context.set_custom_status({'done': len(results), 'last': results[-1]['id']})",
          .fix = "Report counts and the last step; keep the rest in storage of your own.",
          .run = run_status};
}

Rule large_payload() {
  return {.id = "YS4010",
          .severity = model::Severity::information,
          .title = "A value is very large",
          .explanation =
              "Azure Storage keeps values up to 60 KiB of UTF-16 text in the table row and moves "
              "larger ones into blobs; the Durable Task Scheduler takes messages up to 1 MiB. "
              "Every replay pass loads all values of the history again, so one large value is "
              "paid for as often as there are passes.",
          .source =
              "Azure Storage provider: values above 60 KiB go to a blob; Durable Task Scheduler: "
              "1 MiB (SEMANTICS 2c)",
          .example =
              "rows = yield context.call_activity('ReadAll', table)\n"
              "# better: store the rows in the activity and pass their name\n"
              "blob = yield context.call_activity('ReadAllIntoBlob', table)",
          .fix = "Store the value in an activity and pass a reference; return only what is needed.",
          .run = run_payload};
}

}  // namespace core::diagnostics
