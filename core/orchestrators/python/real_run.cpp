#include "core/orchestrators/python/real_run.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/format_error.h"
#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/orchestrators/python/worker_payload.h"

namespace core::orchestrators {
namespace {

bool settles_awaited(const model::Resume& resume) {
  return std::any_of(resume.settled.begin(), resume.settled.end(),
                     [&](const model::Settled& one) { return one.handle == resume.awaited; });
}

/// The same of a predicted resume.
Arrived arrived_of(const model::Resume& resume) {
  Arrived out;
  out.kind = resume.kind;
  out.awaited = resume.awaited;
  for (const model::Settled& one : resume.settled) {
    if (one.handle != resume.awaited) continue;
    if (one.value.has_value()) out.value = one.value.text;
    out.children = one.children;
  }
  return out;
}

/// "send #3 made of #2", "raise #1: boom": equal words for equal answers.
std::string in_words(const Arrived& arrived) {
  std::string text = arrived.kind == model::ResumeKind::raise ? "raise" : "send";
  if (arrived.awaited != model::kNoTask) text += fmt::format(" #{}", arrived.awaited.value);
  if (!arrived.children.empty()) {
    text += " made of";
    for (const model::TaskHandle child : arrived.children) text += fmt::format(" #{}", child.value);
  } else if (arrived.value && *arrived.value != "null") {
    const auto value = base::parse_json(*arrived.value);
    text += ": " + (value.ok() ? base::to_json(value.value()) : *arrived.value);
  }
  return text;
}

}  // namespace

RealRun::RealRun(std::unique_ptr<Host> host, model::OrchestratorIdentity identity, RealSdk sdk,
                 std::function<void(std::unique_ptr<Host>)> give_back)
    : host_(std::move(host)),
      identity_(std::move(identity)),
      sdk_(std::move(sdk)),
      give_back_(std::move(give_back)) {}

RealRun::~RealRun() {
  if (host_->end_run()) give_back_(std::move(host_));
}

base::Result<Advance> RealRun::start(const Begin& begin, const model::Resume& first,
                                     const base::WorkContext& work) {
  base::JsonWriter message;
  message.begin_object().key("do").string("execute");
  message.key("number").number(std::int64_t{begin.pass});
  message.key("payload").string(worker_payload(*sdk_.history, begin)).end_object();
  const Doing doing{fmt::format("The installed SDK did not finish pass {}", begin.pass), false};
  const auto answer = host_->ask(message.text(), doing, work);
  if (!answer) return answer.error();
  try {
    Executed executed = reader_.read_executed(*answer);
    advances_ = std::move(executed.advances);
    arrivals_ = std::move(executed.arrivals);
    sdk_.answers->push_back({begin.pass, std::move(executed.document),
                             std::move(executed.error_type), std::move(executed.error), {}});
  } catch (const base::FormatError& error) {
    host_->kill();
    return error.error();
  }
  pass_ = begin.pass;
  next_ = 0;
  return next(first);
}

base::Result<Advance> RealRun::resume(const model::Resume& resume, const base::WorkContext&) {
  return next(resume);
}

base::Result<Advance> RealRun::next(const model::Resume& predicted) {
  if (next_ < advances_.size()) {
    SdkAnswer& answer = sdk_.answers->back();
    Arrived& given = arrivals_[next_];
    if (!settles_awaited(predicted)) {  // it had its value before: there is nothing to compare
      given.value.reset();
      given.children.clear();
    }
    const std::string sdk = in_words(given);
    const std::string engine = in_words(arrived_of(predicted));
    if (next_ > 0 && sdk != engine && !answer.other_answer) {
      answer.other_answer = {static_cast<std::uint32_t>(next_ - 1), sdk, engine};
    }
    return std::move(advances_[next_++]);
  }
  return base::Error{
      "orchestrator.sdk_differs",
      next_ == 0 ? fmt::format("In pass {} the installed SDK did not run the code", pass_)
                 : fmt::format("In pass {} the installed SDK left the code waiting at yield {}, and "
                               "Yieldscope's rules run it on",
                               pass_, next_),
      {},
      "Look at the differences of the state documents, and tell Yieldscope's flavour by --flavour "
      "when it is not that of the installed version."};
}

base::Result<Advance> RealRun::reply(const Reply&, const base::WorkContext&) {
  return base::Error{"orchestrator.protocol", "an installed SDK asks nothing", {}, ""};
}

// The SDK has let go of the generator; what it printed then stands nowhere.
base::Result<model::Segment> RealRun::close(const base::WorkContext&) { return model::Segment(); }

}  // namespace core::orchestrators
