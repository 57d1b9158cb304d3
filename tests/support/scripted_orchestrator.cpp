#include "tests/support/scripted_orchestrator.h"

#include <algorithm>

#include "core/base/json_writer.h"

namespace tests::support {

using core::base::Error;
using core::base::Result;
using core::model::ActionKind;
using core::model::Op;
using core::model::OpVerb;
using core::model::Payload;
using core::model::TaskHandle;
using core::orchestrators::Advance;

Script::Line& Script::add(Do what) {
  Line& line = lines_.emplace_back();
  line.what = what;
  return line;
}

Script& Script::make(ActionKind kind, std::string_view name) {
  Op& op = add(Do::make).op;
  op.kind = kind;
  op.name = name;
  return *this;
}

Script& Script::call(std::string_view name, std::string_view input) {
  make(ActionKind::activity, name);
  lines_.back().op.input = Payload::of_text(std::string(input));
  return *this;
}
Script& Script::call_with_retry(std::string_view name, std::int32_t max_attempts) {
  make(ActionKind::activity_with_retry, name);
  lines_.back().op.max_attempts = max_attempts;
  lines_.back().op.options = "{\"maxNumberOfAttempts\":" + std::to_string(max_attempts) + "}";
  return *this;
}
Script& Script::child(std::string_view name) { return make(ActionKind::sub_orchestration, name); }
Script& Script::child_with_retry(std::string_view name, std::int32_t max_attempts) {
  make(ActionKind::sub_orchestration_with_retry, name);
  lines_.back().op.max_attempts = max_attempts;
  lines_.back().op.options = "{\"maxNumberOfAttempts\":" + std::to_string(max_attempts) + "}";
  return *this;
}
Script& Script::timer(std::int64_t seconds) {
  make(ActionKind::timer, "");
  lines_.back().seconds = seconds;
  return *this;
}
Script& Script::event(std::string_view name) { return make(ActionKind::external_event, name); }
Script& Script::entity(std::string_view operation) {
  make(ActionKind::entity_call, operation);
  lines_.back().op.target = "@counter@one";
  return *this;
}
Script& Script::signal(std::string_view operation) {
  make(ActionKind::entity_signal, operation);
  lines_.back().op.target = "@counter@one";
  return *this;
}
Script& Script::http(std::string_view uri) {
  make(ActionKind::http, "GET");
  lines_.back().op.target = std::string(uri);
  lines_.back().op.options = "{\"method\":\"GET\"}";
  return *this;
}
Script& Script::value(std::string_view json) {
  make(ActionKind::value, "");
  lines_.back().op.input = Payload::of_text(std::string(json));
  return *this;
}
Script& Script::any(std::initializer_list<Var> children) {
  make(ActionKind::any, "");
  for (const Var child : children) lines_.back().op.children.emplace_back(child);
  return *this;
}
Script& Script::all(std::initializer_list<Var> children) {
  make(ActionKind::all, "");
  for (const Var child : children) lines_.back().op.children.emplace_back(child);
  return *this;
}
Script& Script::wait(Var task) {
  add(Do::wait).task = task;
  return *this;
}
Script& Script::wait_catching(Var task) {
  add(Do::wait_catching).task = task;
  return *this;
}
Script& Script::cancel(Var task) {
  add(Do::cancel).task = task;
  return *this;
}
Script& Script::status(std::string_view json) {
  add(Do::status).text = json;
  return *this;
}
Script& Script::continue_as_new(std::string_view json) {
  add(Do::continue_as_new).text = json;
  return *this;
}
Script& Script::log_replaying() {
  add(Do::log_replaying);
  return *this;
}
Script& Script::log_clock() {
  add(Do::log_clock);
  return *this;
}
Script& Script::skip_unless_won(Var any, Var child, std::size_t lines) {
  Line& line = add(Do::skip_unless_won);
  line.task = any;
  line.other = child;
  line.skip = lines;
  return *this;
}
Script& Script::skip_unless(std::function<bool(std::uint32_t pass)> holds, std::size_t lines) {
  Line& line = add(Do::skip_unless);
  line.holds = std::move(holds);
  line.skip = lines;
  return *this;
}
Script& Script::prints(std::string_view text) {
  add(Do::print).text = text;
  return *this;
}
Script& Script::reads(std::string_view kind, std::string_view detail) {
  Line& line = add(Do::read);
  line.text = kind;
  line.more = detail;
  return *this;
}
Script& Script::yields_other(std::string_view type_name) {
  add(Do::yield_other).text = type_name;
  return *this;
}
Script& Script::returns(std::string_view json) {
  add(Do::give_back).text = json;
  return *this;
}
Script& Script::returns_log() {
  add(Do::give_log_back);
  return *this;
}
Script& Script::raises(std::string_view type, std::string_view message) {
  Line& line = add(Do::raise);
  line.text = type;
  line.more = message;
  return *this;
}
Script& Script::crashes() {
  add(Do::crash);
  return *this;
}
Script& Script::is_plain_function() {
  is_generator_ = false;
  return *this;
}
Script& Script::prints_on_close(std::string_view text) {
  closing_ = text;
  return *this;
}

Script& Script::never_closes() {
  never_closes_ = true;
  return *this;
}

Result<Advance> ScriptedOrchestrator::start(const core::orchestrators::Begin& begin,
                                            const core::model::Resume& first,
                                            const core::base::WorkContext&) {
  ++uses_.starts;
  begins_.push_back(begin);
  line_ = 0;
  mirrors_.clear();
  vars_.clear();
  log_.clear();
  asked_.reset();
  is_raising_ = false;
  take(first);
  return run_on();
}

Result<Advance> ScriptedOrchestrator::resume(const core::model::Resume& resume,
                                             const core::base::WorkContext&) {
  ++uses_.resumes;
  take(resume);
  if (resume.awaited != core::model::kNoTask) {
    const core::model::Settled& answer = mirrors_[resume.awaited.value].settled;
    log_.push_back(shown(answer));
    is_raising_ = !answer.ok && !is_catching_;
  }
  return run_on();
}

Result<Advance> ScriptedOrchestrator::reply(const core::orchestrators::Reply& reply,
                                            const core::base::WorkContext&) {
  ++uses_.replies;
  if (!reply.raise_message.empty()) {
    log_.push_back("raised:" + reply.raise_message);
  } else if (reply.settled) {
    settle(*reply.settled);
  }
  asked_.reset();
  return run_on();
}

Result<core::model::Segment> ScriptedOrchestrator::close(const core::base::WorkContext&) {
  ++uses_.closes;
  if (script_.never_closes_) {
    return core::base::Error{"orchestrator.time_limit", "the script did not let go", {}, ""};
  }
  core::model::Segment closing;
  if (!script_.closing_.empty()) {
    closing.logs.push_back({core::model::LogStream::print, "", script_.closing_, {}});
  }
  return closing;
}

core::model::OrchestratorIdentity ScriptedOrchestrator::identity() const {
  core::model::OrchestratorIdentity identity;
  identity.language = "script";
  identity.function = "code";
  return identity;
}

void ScriptedOrchestrator::take(const core::model::Resume& resume) {
  last_ = resume;
  for (const core::model::Settled& settled : resume.settled) settle(settled);
}

void ScriptedOrchestrator::settle(const core::model::Settled& settled) {
  mirrors_[settled.handle.value] = {true, settled};
}

Result<Advance> ScriptedOrchestrator::run_on() {
  Advance out;
  if (is_raising_) {
    const std::string text = log_.back();
    core::model::Raised raised;
    raised.type = "Exception";
    raised.message = text.substr(text.find(':') + 1);
    out.stop = raised;
    return out;
  }
  while (line_ < script_.lines_.size()) {
    const Script::Line& line = script_.lines_[line_++];
    if (line.what == Script::Do::crash) {
      return Error{"orchestrator.crashed", "the script crashed", {}, ""};
    }
    if (run_line(line, out)) {
      out.place = {"script", "code", static_cast<std::uint32_t>(line_)};
      return out;
    }
  }
  end_with(out, Payload::of_text("null"));
  return out;
}

void ScriptedOrchestrator::end_with(Advance& out, Payload value) {
  out.stop = core::orchestrators::Returned{std::move(value), script_.is_generator_};
}

bool ScriptedOrchestrator::make(const Script::Line& line, Advance& out) {
  Op op = line.op;
  op.handle = TaskHandle{static_cast<std::uint32_t>(mirrors_.size())};
  if (op.kind == ActionKind::timer) {
    op.fire_at =
        core::base::Timestamp{last_.clock.ticks + line.seconds * core::base::kTicksPerSecond};
  }
  bool must_ask = core::model::is_compound(op.kind) && op.children.empty();
  for (TaskHandle& child : op.children) {
    child = vars_[child.value];
    must_ask = must_ask || mirrors_[child.value].is_settled;
  }
  mirrors_.emplace_back();
  vars_.push_back(op.handle);
  if (must_ask) {
    asked_ = op.handle;
    out.stop = core::orchestrators::Ask{op, core::model::to_text(op)};
    return true;
  }
  out.ops.push_back(std::move(op));
  return false;
}

/// Runs a line; true when the code stops there.
bool ScriptedOrchestrator::run_line(const Script::Line& line, Advance& out) {
  using Do = Script::Do;
  Op op;
  switch (line.what) {
    case Do::make:
      return make(line, out);
    case Do::wait:
    case Do::wait_catching:
      is_catching_ = line.what == Do::wait_catching;
      out.stop = core::orchestrators::YieldedTask{vars_[line.task]};
      return true;
    case Do::cancel:
      op.verb = OpVerb::cancel;
      op.handle = vars_[line.task];
      break;
    case Do::status:
    case Do::continue_as_new:
      op.verb = line.what == Do::status ? OpVerb::custom_status : OpVerb::continue_as_new;
      op.input = Payload::of_text(line.text);
      break;
    case Do::log_replaying:
      log_.push_back(last_.is_replaying ? "true" : "false");
      return false;
    case Do::log_clock:
      log_.push_back(core::base::format_clock(last_.clock));
      return false;
    case Do::skip_unless_won: {
      const auto& winner = mirrors_[vars_[line.task].value].settled.children;
      if (winner.empty() || winner.front() != vars_[line.other]) line_ += line.skip;
      return false;
    }
    case Do::skip_unless:
      if (!line.holds(begins_.back().pass)) line_ += line.skip;
      return false;
    case Do::print:
      out.logs.push_back({core::model::LogStream::print, "", line.text, {}});
      out.log_places.push_back({"script", "code", static_cast<std::uint32_t>(line_)});
      return false;
    case Do::read:
      out.noted.push_back({line.text, line.more, false, {"script", "code", 1}});
      return false;
    case Do::yield_other:
      is_catching_ = false;
      out.stop = core::model::NotATask{line.text, {}};
      return true;
    case Do::give_back:
      end_with(out, Payload::of_text(line.text));
      return true;
    case Do::give_log_back:
      end_with(out, Payload::of_text(log_text()));
      return true;
    case Do::raise: {
      core::model::Raised raised;
      raised.type = line.text;
      raised.message = line.more;
      out.stop = std::move(raised);
      return true;
    }
    case Do::crash:
      return false;
  }
  out.ops.push_back(std::move(op));
  return false;
}

std::string ScriptedOrchestrator::shown(const core::model::Settled& settled) const {
  if (!settled.ok) {
    return "error:" + settled.value.text;
  }
  if (settled.children.empty()) {
    return settled.value.has_value() ? settled.value.text : "None";
  }
  std::string text = "(";
  for (const TaskHandle child : settled.children) {
    const Mirror& mirror = mirrors_[child.value];
    text += (text.size() > 1 ? " " : "") + std::string("#") + std::to_string(child.value) + "=" +
            (mirror.is_settled ? shown(mirror.settled) : "?");
  }
  return text + ")";
}

std::string ScriptedOrchestrator::log_text() const {
  core::base::JsonWriter out;
  out.begin_array();
  for (const std::string& entry : log_) out.string(entry);
  out.end_array();
  return out.take();
}

}  // namespace tests::support
