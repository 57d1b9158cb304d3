#include "core/orchestrators/native/context.h"

#include <utility>

#include "core/base/check.h"

namespace core::orchestrators {
namespace {

constexpr std::int64_t kTicksPerMicrosecond = 10;

base::Timestamp whole_microseconds(base::Timestamp time) {
  const std::int64_t rest = time.ticks % kTicksPerMicrosecond;
  return {time.ticks - (rest < 0 ? rest + kTicksPerMicrosecond : rest)};
}

// "core::…::Orchestration core::…::fan_out(Context&)" and the coroutine's own frame function
// "void fan_out(fan_out(Context&)::…Frame*)" both name the function before the first parenthesis.
std::string_view function_name(std::string_view signature) {
  signature = signature.substr(0, signature.find('('));
  const std::size_t start = signature.find_last_of(" :");
  return start == std::string_view::npos ? signature : signature.substr(start + 1);
}

}  // namespace

model::Place place_of(const std::source_location& where) {
  std::string_view file = where.file_name();
  file = file.substr(file.find_last_of('/') + 1);
  return {std::string(file), std::string(function_name(where.function_name())), where.line()};
}

bool Task::is_completed() const {
  const MirrorState state = context_->mirror(handle_).state;
  if (state == MirrorState::asked) {
    throw std::logic_error(
        "a compound over a finished task is not known before the next co_await");
  }
  return state != MirrorState::running;
}

bool Task::is_failed() const { return context_->mirror(handle_).state == MirrorState::failed; }

Value Task::value() const { return context_->value_of(handle_); }

void TimerTask::cancel() {
  if (context_->mirror(handle_).state != MirrorState::running) {
    throw std::logic_error("Cannot cancel a completed task.");
  }
  model::Op& op = context_->ops_.emplace_back();
  op.verb = model::OpVerb::cancel;
  op.kind = model::ActionKind::timer;
  op.handle = handle_;
}

TimerTask Context::create_timer(base::Timestamp fire_at) {
  model::Op& op = make(model::ActionKind::timer);
  op.fire_at = whole_microseconds(fire_at);
  return TimerTask(*this, op.handle);
}

TimerTask Context::create_timer(std::chrono::microseconds delay) {
  return create_timer(base::Timestamp{clock_.ticks + delay.count() * kTicksPerMicrosecond});
}

Task Context::wait_for_external_event(std::string_view name) {
  model::Op& op = make(model::ActionKind::external_event, name);
  return Task(*this, op.handle);
}

Task Context::call_http(const HttpRequest& request) {
  model::Op& op = make(model::ActionKind::http, request.method());
  op.target = request.uri();
  op.options = request.to_json();
  return Task(*this, op.handle);
}

AnyTask Context::when_any(const std::vector<Task>& tasks) {
  return AnyTask(*this, make_compound(model::ActionKind::any, tasks));
}

AllTask Context::when_all(const std::vector<Task>& tasks) {
  return AllTask(*this, make_compound(model::ActionKind::all, tasks));
}

void Context::log(std::string_view text, std::source_location where) {
  logs_.push_back({model::LogStream::logging, "INFO", std::string(text), model::kNoPlace});
  log_places_.push_back(place_of(where));
}

model::Op& Context::make(model::ActionKind kind, std::string_view name) {
  model::Op& op = ops_.emplace_back();
  op.kind = kind;
  op.handle = model::TaskHandle{static_cast<std::uint32_t>(tasks_.size())};
  op.name = name;
  tasks_.add();
  return op;
}

// A compound over a finished child, or over none, may be finished at once. Whether it is, is the
// engine's to say: the op is marked, and asked about before the coroutine next stands still.
model::TaskHandle Context::make_compound(model::ActionKind kind, const std::vector<Task>& tasks) {
  bool is_asked = tasks.empty();
  std::vector<model::TaskHandle> children;
  for (const Task& task : tasks) {
    children.push_back(task.handle());
    is_asked = is_asked || mirror(task.handle()).state != MirrorState::running;
  }
  model::Op& op = make(kind);
  op.children = std::move(children);
  if (is_asked) {
    tasks_[op.handle.value].state = MirrorState::asked;
    asked_ops_.push_back(ops_.size() - 1);
  }
  return op.handle;
}

void Context::record(model::OpVerb verb, model::Payload input) {
  model::Op& op = ops_.emplace_back();
  op.verb = verb;
  op.input = std::move(input);
}

void Context::put_retry(model::Op& op, const RetryOptions& retry) {
  op.max_attempts = retry.max_attempts();
  op.options = retry.to_json();
}

const Mirror& Context::mirror(model::TaskHandle handle) const {
  base::check(handle.value < tasks_.size(), "a task is used only in the pass that made it");
  return tasks_[handle.value];
}

const Value& Context::value_of(model::TaskHandle handle) const {
  const Mirror& task = mirror(handle);
  if (task.state == MirrorState::failed) {
    throw TaskFailed(task.value.payload().text);
  }
  if (task.state != MirrorState::succeeded) {
    throw std::logic_error("the task is not completed yet");
  }
  return task.value;
}

void Context::begin_pass(const Begin& begin) {
  tasks_.clear();
  ops_.clear();
  asked_ops_.clear();
  raise_message_.clear();
  logs_.clear();
  log_places_.clear();
  input_ = Value(begin.input);
  instance_id_ = begin.instance_id;
  parent_instance_id_ = begin.parent_instance_id;
  guids_ = 0;
  will_continue_as_new_ = false;
}

void Context::take(const model::Resume& resume) {
  clock_ = whole_microseconds(resume.clock);
  is_replaying_ = resume.is_replaying;
  for (const model::Settled& settled : resume.settled) {
    settle(settled);
  }
}

void Context::raise_if_told() {
  if (!raise_message_.empty()) {
    throw TaskFailed(std::exchange(raise_message_, {}));
  }
}

void Context::settle(const model::Settled& settled) {
  if (settled.handle.value >= tasks_.size()) {
    return;  // an answer to a call that this pass has not made
  }
  Mirror& task = tasks_[settled.handle.value];
  task.state = settled.ok ? MirrorState::succeeded : MirrorState::failed;
  task.value.assign(settled.value);
  if (!task.children.empty() || !settled.children.empty()) {
    task.children = settled.children;
  }
}

}  // namespace core::orchestrators
