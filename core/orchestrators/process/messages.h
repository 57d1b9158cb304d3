// Commands of the line protocol as JSON text (assets/runtimes/python/PROTOCOL.md): plain functions
// from model values to one line. Written by ProcessRun, read by the runtime's host.
#pragma once

#include <span>
#include <string>

#include "core/orchestrators/orchestrator.h"

namespace core::orchestrators {

std::string start_message(const Begin& begin, const model::Resume& first);
std::string resume_message(const model::Resume& resume);
std::string ahead_message(std::span<const model::Resume> resumes);
std::string reply_message(const Reply& reply);
/// `keep`: how many entries of the child's own script stay; those from there on are sent whole.
/// Errors: what reply_from_text answers for a damaged recorded reply.
base::Result<std::string> pass_message(const Begin& begin, const Script& script, std::size_t keep);

}  // namespace core::orchestrators
