// Leads code through a history that it no longer fits: each call gets the answer of the recorded call
// that it stands beside, so that one inserted call does not shift every answer behind it. Made by
// align.cpp for one guided run. Private to this folder.
#pragma once

#include <deque>
#include <memory>
#include <queue>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/comparison/recorded_calls.h"
#include "core/engine/direct.h"
#include "core/engine/event_facts.h"

namespace core::session {

/// The recorded side, shared by the guided runs of one replay.
struct RecordedSide {
  explicit RecordedSide(const model::History& history);

  const model::History& history;
  comparison::RecordedCalls found;
  std::vector<comparison::CallToken> tokens;  ///< of found.calls
  bool has_ended = false;
  /// The last event that answers something; kNoEvent when none does.
  model::EventIndex last_answer = model::kNoEvent;
};

/// A call that the code made in the guided run.
struct GuidedCall {
  comparison::CallToken token;
  std::string words;
  model::YieldIndex yield;
  /// The recorded call whose answer is its own; kNoCall: none.
  std::uint32_t recorded = comparison::kNoCall;
  /// It took the place of a recorded call of another name, until one of that name comes.
  bool is_guess = false;
  /// It was answered with None, because nothing is recorded for it.
  bool got_none = false;
  /// Of a wait for an event: one of another name that nobody waits for was given to it.
  model::EventIndex other_event = model::kNoEvent;
  /// Made when every recorded answer had been given: the history says nothing about it.
  bool is_beyond = false;

  bool is_wait() const { return token.kind == model::ActionKind::external_event; }
};

/// Which recorded call each call belongs to, as an alignment of an earlier run has it.
using GuidePlan = std::vector<std::uint32_t>;

class HistoryGuide final : public engine::AnswerGuide {
 public:
  /// `plan` is by position among the calls that are no waits; empty: by name as they come.
  HistoryGuide(const RecordedSide& side, GuidePlan plan);

  void scheduled(const engine::OpenCall& call) override;
  std::optional<Next> next() override;

  const std::vector<GuidedCall>& calls() const { return calls_; }
  /// More calls without a recorded one than are answered.
  bool has_given_up() const { return has_given_up_; }
  /// Calls behind the history's end got None, because it was not known whether earlier ones had
  /// taken the place of others.
  bool has_explored() const { return explored_ > 0; }
  /// A recorded call that nobody made stands behind the last one that was.
  bool is_something_left() const;

 private:
  enum class State : std::uint8_t { free, guessed, taken };

  void match(std::uint32_t number);
  std::uint32_t find_by_name(const comparison::CallToken& token) const;
  std::uint32_t find_by_place(const comparison::CallToken& token) const;
  void take(std::uint32_t number, std::uint32_t recorded, bool is_guess);
  void open_wait(std::uint32_t number, const std::string& name);
  void offer(model::EventIndex event, std::uint32_t number);
  std::optional<Next> without_record();
  bool may_get_none(const GuidedCall& call, bool is_left);
  /// The only event that was raised and that no wait was made for.
  model::EventIndex unclaimed_event() const;
  engine::DirectAnswer answer_of(model::EventIndex event);
  base::Timestamp arrival(model::EventIndex event) const;

  const RecordedSide& side_;
  GuidePlan plan_;
  engine::EventFacts facts_;
  std::vector<GuidedCall> calls_;
  std::vector<State> states_;
  std::vector<std::uint32_t> guessed_by_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_name_;
  std::unordered_set<std::uint64_t> used_names_;
  std::unordered_map<std::string, std::deque<model::EventIndex>> raised_;
  using Offer = std::pair<std::uint32_t, std::uint32_t>;  // event, call
  std::priority_queue<Offer, std::vector<Offer>, std::greater<>> offers_;
  std::deque<std::uint32_t> without_answer_, waits_;
  std::size_t planned_ = 0;
  std::uint32_t cursor_ = 0;
  model::EventIndex newest_given_ = model::kNoEvent;
  std::size_t nones_ = 0, explored_ = 0;
  bool has_waited_ = false;
  bool has_given_up_ = false;
};

}  // namespace core::session
