#include "core/recording/recording_merge.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/model/history_builder.h"

namespace core::recording {
namespace {

using model::Severity;

bool same_event(const EventRow& a, const EventRow& b) {
  return a.record.type == b.record.type && a.record.id == b.record.id &&
         a.record.link == b.record.link && a.record.timestamp == b.record.timestamp &&
         a.name == b.name && a.payload == b.payload;
}

bool same_yield(const model::Yield& a, const model::Yield& b) {
  return a.what == b.what && a.place == b.place && a.frames == b.frames &&
         a.segment.ops == b.segment.ops && a.segment.arrived.same_answer(b.segment.arrived);
}

/// A pass and where it stands.
struct Candidate {
  const Strand* strand = nullptr;
  const std::string* file = nullptr;
  model::PassIndex pass;

  const model::Pass& get() const { return strand->trace().passes[pass.value]; }
};

class Merger {
 public:
  explicit Merger(StrandGroup group) : group_(std::move(group)) {}

  Recording run() {
    out_.trace = std::move(group_.head.trace);
    out_.report = std::move(group_.report);
    out_.report.fidelity = out_.trace.fidelity;
    const Strand& longest = take_history();
    for (const Candidate& candidate : choose(longest)) insert(candidate);
    out_.trace.places = group_.places.take();
    if (group_.head.time_digits < 7) {
      out_.report.add(
          Severity::information, "recording.time_digits",
          fmt::format("Times are as the SDK shows them to code: with {} digits after the second.",
                      group_.head.time_digits));
    }
    return std::move(out_);
  }

 private:
  const Strand& take_history() {
    const auto longest = std::max_element(
        group_.strands.begin(), group_.strands.end(), [](const auto& a, const auto& b) {
          return a.strand.events().size() < b.strand.events().size();
        });
    model::HistoryBuilder builder;
    builder.envelope() = std::move(group_.head.envelope);
    for (const EventRow& row : longest->strand.events()) append(row, builder);
    out_.trace.history = builder.finish();
    return longest->strand;
  }

  /// By number; of several with one number the last, in the order of the files.
  std::vector<Candidate> choose(const Strand& longest) {
    std::vector<Candidate> chosen;
    for (const NamedStrand& named : group_.strands) {
      const std::size_t agreed = agreed_events(named, longest);
      const auto& passes = named.strand.trace().passes;
      for (std::uint32_t i = 0; i < passes.size(); ++i) {
        if (passes[i].events_end.value <= agreed) {
          chosen.push_back({&named.strand, &named.file, model::PassIndex{i}});
        }
      }
    }
    std::stable_sort(chosen.begin(), chosen.end(), [](const Candidate& a, const Candidate& b) {
      return a.get().number < b.get().number;
    });
    std::vector<Candidate> single;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const std::uint32_t number = chosen[i].get().number;
      if (i + 1 < chosen.size() && chosen[i + 1].get().number == number) {
        out_.report.add(Severity::information, "recording.double_pass",
                        fmt::format("Pass {} was recorded more than once; what {} says of it is "
                                    "not shown.",
                                    number, base::printable(*chosen[i].file)));
        continue;
      }
      single.push_back(chosen[i]);
    }
    return single;
  }

  std::size_t agreed_events(const NamedStrand& named, const Strand& longest) {
    const auto& own = named.strand.events();
    const auto end = std::mismatch(own.begin(), own.end(), longest.events().begin(), same_event);
    const auto agreed = static_cast<std::size_t>(end.first - own.begin());
    if (agreed < own.size()) {
      out_.report.add(Severity::error, "recording.histories_disagree",
                      fmt::format("{} has another event {} than a longer recording of the same "
                                  "execution; its passes from there on are left out.",
                                  base::printable(named.file), agreed + 1));
    }
    return agreed;
  }

  void insert(const Candidate& candidate) {
    model::Trace& out = out_.trace;
    const model::Trace& from = candidate.strand->trace();
    model::Pass pass = candidate.get();
    std::uint32_t at = 0;
    if (last_.strand == candidate.strand) {
      at = candidate.strand->common_yields(last_.pass, candidate.pass);
    }
    const auto theirs = [&](std::uint32_t i) -> const model::Yield& {
      return from.yield_at(candidate.pass, model::YieldIndex{i});
    };
    while (at < std::min(pass.length, length_) && same_yield(newest(at), theirs(at))) ++at;
    if (out.spines.empty() || (at < pass.length && at < length_)) fork(at);
    for (; at < pass.length; ++at, ++length_) out.spines.back().yields.push_back(theirs(at));
    pass.spine = model::SpineIndex{static_cast<std::uint32_t>(out.spines.size() - 1)};
    out.passes.push_back(std::move(pass));
    last_ = candidate;
  }

  /// Yield `at` of the newest spine.
  const model::Yield& newest(std::uint32_t at) const {
    const auto& spines = out_.trace.spines;
    std::size_t spine = spines.size() - 1;
    while (spines[spine].parent && at < spines[spine].fork) spine = spines[spine].parent->value;
    return spines[spine].yields[at - (spines[spine].parent ? spines[spine].fork : 0)];
  }

  void fork(std::uint32_t at) {
    model::Spine spine;
    auto& spines = out_.trace.spines;
    if (!spines.empty()) {
      spine.parent = model::SpineIndex{static_cast<std::uint32_t>(spines.size() - 1)};
      spine.fork = at;
    }
    spines.push_back(std::move(spine));
    length_ = at;
  }

  StrandGroup group_;
  Recording out_;
  Candidate last_;
  std::uint32_t length_ = 0;  // of the newest spine's path
};

}  // namespace

Recording merge(StrandGroup group) { return Merger(std::move(group)).run(); }

}  // namespace core::recording
