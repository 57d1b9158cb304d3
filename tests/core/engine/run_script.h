// Runs a Script over a history of Sentences and reads the Trace back as short texts.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/engine/replay.h"
#include "tests/support/history_sentences.h"
#include "tests/support/scripted_orchestrator.h"

namespace tests::engine {

using core::engine::ReplayOptions;
using core::model::PassIndex;
using core::model::RuntimeStatus;
using core::model::Trace;
using core::model::YieldIndex;
using tests::support::Script;
using tests::support::ScriptedOrchestrator;
using tests::support::Sentences;

/// Replays; a failed replay fails the test with its message.
Trace run(const Script& script, Sentences& history, const ReplayOptions& options = {});
Trace run(const Script& script, Sentences&& history, const ReplayOptions& options = {});
ReplayOptions with_flavour(std::string_view name);

/// One text a pass, as model::outcome_text says it.
std::vector<std::string> outcomes(const Trace& trace);
std::string outcome(const Trace& trace, std::size_t pass);
/// What the pass returned, as JSON text; how it ended otherwise.
std::string returned(const Trace& trace, std::size_t pass);
/// `actions` of the state document with short words: "A", "all[A,wait E]", "timer(cancelled)".
std::string actions(const Trace& trace, std::size_t pass);
/// The same, as the JSON text it is.
std::string actions_json(const Trace& trace, std::size_t pass);
core::engine::StateDocument document(const Trace& trace, std::size_t pass);
/// "D3 at 4: text", or "none".
std::string verdict(const Trace& trace, std::size_t pass);
/// "name_differs p2.y1 event 3: expected / actual", or "none".
std::string divergence(const Trace& trace);
/// The platform's ids of the tasks by handle, "-" for none, after the SDK's: "0:0 1:1 -:-".
std::string ids(const Trace& trace, std::size_t pass);

}  // namespace tests::engine
