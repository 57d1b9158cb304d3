#include "core/orchestrators/native/native_run.h"

#include "core/orchestrators/script_reader.h"

#include <cxxabi.h>

#include <cstdlib>
#include <iterator>
#include <typeinfo>

namespace core::orchestrators {
namespace {

std::string readable_type(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), &std::free);
  return status == 0 ? name.get() : type.name();
}

// The type without its namespaces, as Python names an exception's class.
model::Raised to_raised(const std::exception_ptr& error) {
  model::Raised raised;
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& e) {
    raised.type = readable_type(typeid(e));
    raised.type.erase(0, raised.type.rfind(':') + 1);
    raised.message = e.what();
  } catch (...) {
    const std::type_info* const type = abi::__cxa_current_exception_type();
    raised.type = type == nullptr ? "unknown" : readable_type(*type);
    raised.message = "not a std::exception";
  }
  return raised;
}

model::OrchestratorIdentity native_identity(const std::string& name) {
  model::OrchestratorIdentity identity;
  identity.language = "native";
  identity.function = name;
  return identity;
}

}  // namespace

base::Result<Advance> NativeRun::start(const Begin& begin, const model::Resume& first,
                                       const base::WorkContext&) {
  base::Status begun = begin_pass(begin, first);
  return begun ? advance() : std::move(begun).error();
}

base::Result<Advance> NativeRun::resume(const model::Resume& resume, const base::WorkContext&) {
  run_on(resume);
  return advance();
}

base::Status NativeRun::resume_into(const model::Resume& resume, Advance& advance,
                                    const base::WorkContext&) {
  run_on(resume);
  advance.clear();
  fill(advance);
  return base::success();
}

base::Status NativeRun::begin_pass(const Begin& begin, const model::Resume& first) {
  if (begin.is_plain_generator) {
    return base::Error{"orchestrator.not_a_generator",
                       "native:" + name_ + " is a durable orchestrator, not a plain generator",
                       {},
                       "Leave the flavour out, or choose a Python generator."};
  }
  orchestration_.destroy();
  placed_ = nullptr;
  context_.begin_pass(begin);
  context_.take(first);
  orchestration_ = function_(context_);
  orchestration_.coroutine().resume();
  return base::success();
}

void NativeRun::run_on(const model::Resume& resume) {
  context_.take(resume);
  orchestration_.coroutine().resume();
}

base::Result<Replayed> NativeRun::replay(const Begin& begin, const Script& script,
                                         const base::WorkContext& work) {
  constexpr std::uint32_t kYieldsBetweenStopChecks = 1024;
  ScriptReader reader(*this, script, work);
  for (bool goes_on = true; goes_on && !reader.is_at_end();) {
    const std::uint32_t at = reader.next();
    base::Status ready =
        at % kYieldsBetweenStopChecks == 0 ? reader.check_stop() : base::success();
    if (ready && at == 0) {
      ready = begin_pass(begin, script.resumes[0]);
    } else if (ready) {
      run_on(script.resumes[at]);
    }
    if (!ready) {
      return std::move(ready).error();
    }
    if (stands_at(*script.yields[at], script)) {
      context_.ops_.clear();
      reader.take_equal();
      continue;
    }
    base::Result<bool> taken = reader.take(advance());
    if (!taken) {
      return std::move(taken).error();
    }
    goes_on = *taken;
  }
  return reader.result();
}

// Equal in everything, so that nothing has to be handed out; false also where that is not certain.
bool NativeRun::stands_at(const model::Yield& known, const Script& script) {
  const Orchestration::Coroutine coroutine = orchestration_.coroutine();
  const auto* const handle = std::get_if<model::TaskHandle>(&known.what);
  return !coroutine.done() && handle != nullptr && *handle == coroutine.promise().awaited() &&
         context_.asked_ops_.empty() && context_.logs_.empty() && known.segment.logs.empty() &&
         known.segment.locals.empty() && context_.ops_ == known.segment.ops &&
         place_at(coroutine.promise().where()) == place_in(script, known);
}

base::Result<Advance> NativeRun::reply(const Reply& reply, const base::WorkContext&) {
  const model::TaskHandle asked = context_.ops_.front().handle;
  context_.ops_.erase(context_.ops_.begin());
  context_.asked_ops_.erase(context_.asked_ops_.begin());
  for (std::size_t& at : context_.asked_ops_) {
    --at;
  }
  if (!reply.raise_message.empty()) {
    context_.raise_message_ = reply.raise_message;
    orchestration_.coroutine().resume();
  } else if (reply.settled) {
    context_.settle(*reply.settled);
  } else {
    context_.tasks_[asked.value].state = MirrorState::running;
  }
  return advance();
}

base::Result<model::Segment> NativeRun::close(const base::WorkContext&) {
  orchestration_.destroy();
  model::Segment closing;
  closing.ops = std::move(context_.ops_);
  closing.logs = std::move(context_.logs_);
  context_.ops_.clear();
  context_.logs_.clear();
  context_.log_places_.clear();
  context_.asked_ops_.clear();
  return closing;
}

base::Result<Advance> NativeRun::advance() {
  base::Result<Advance> result{Advance()};  // filled in place: moving an Advance is not free
  fill(*result);
  placed_ = nullptr;  // it moves
  return result;
}

// Everything recorded since the last advance, up to the first op that must be asked about.
// REQUIRES: the lists of `out` are empty.
void NativeRun::fill(Advance& out) {
  if (context_.asked_ops_.empty()) {
    out.ops.swap(context_.ops_);
    put_stop(out);
  } else {
    const std::size_t asked = context_.asked_ops_.front();
    const auto end = context_.ops_.begin() + static_cast<std::ptrdiff_t>(asked);
    out.ops.assign(std::make_move_iterator(context_.ops_.begin()), std::make_move_iterator(end));
    context_.ops_.erase(context_.ops_.begin(), end);
    for (std::size_t& at : context_.asked_ops_) {
      at -= asked;
    }
    out.stop = Ask{context_.ops_.front(), model::to_text(context_.ops_.front())};
  }
  if (!context_.logs_.empty()) {
    out.logs = std::exchange(context_.logs_, {});
    out.log_places = std::exchange(context_.log_places_, {});
  }
}

void NativeRun::put_stop(Advance& out) {
  const Orchestration::Coroutine coroutine = orchestration_.coroutine();
  OrchestrationPromise& promise = coroutine.promise();
  if (!coroutine.done()) {
    out.stop = YieldedTask{promise.awaited()};
    out.is_same_place = placed_ == &out && is_at(promise.where());
    if (!out.is_same_place) {
      out.place = place_at(promise.where());
      placed_ = &out;
    }
    return;
  }
  out.place = {};
  if (promise.error()) {
    model::Raised raised = to_raised(promise.error());
    out.stop = std::move(raised);
  } else {
    out.stop = Returned{promise.take_output(), true};
  }
}

bool NativeRun::is_at(const std::source_location& where) const {
  return where.file_name() == place_file_ && where.line() == place_.line;
}

// One function stands in one file: its name is cut out of the path once, not at every yield.
const model::Place& NativeRun::place_at(const std::source_location& where) {
  if (where.file_name() != place_file_) {
    place_file_ = where.file_name();
    place_ = place_of(where);
    place_.function = name_;
  }
  place_.line = where.line();
  return place_;
}

model::OrchestratorIdentity NativeRun::identity() const { return native_identity(name_); }

base::Result<std::unique_ptr<Orchestrator>> NativeTarget::open_run(const base::WorkContext&) {
  return std::unique_ptr<Orchestrator>(std::make_unique<NativeRun>(name_, function_));
}

model::OrchestratorIdentity NativeTarget::identity() const { return native_identity(name_); }

}  // namespace core::orchestrators
