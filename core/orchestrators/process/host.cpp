#include "core/orchestrators/process/host.h"

#include <fmt/format.h>

#include <csignal>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/orchestrators/process/failure.h"

namespace core::orchestrators {
namespace {

using base::Error;
using base::ReadState;

constexpr int kProtocol = 2;
constexpr int kTraceSignal = SIGUSR2;
constexpr std::chrono::milliseconds kTraceTime{1'000};
constexpr std::chrono::milliseconds kTraceGap{100};
constexpr std::chrono::milliseconds kEndTime{1'000};
constexpr std::size_t kShownOutput = 1'000;
constexpr const char* kLoopHint =
    "Look there for a loop that never yields, or a call that waits for the world outside.";
constexpr const char* kImportHint =
    "Run the file with the same interpreter; --python chooses another one.";
constexpr const char* kCrashHint =
    "An orchestrator must not end its process. Run it on its own to see the cause.";

Error protocol_error(std::string_view line) {
  return {"orchestrator.protocol",
          "The orchestrator's process sent what is no answer: " +
              base::printable(base::shorten(line, 200)),
          {},
          "Make sure that the runtime files and the program are of the same version."};
}

std::string seconds_text(std::chrono::milliseconds time) {
  return base::format_duration(time.count() * (base::kTicksPerSecond / 1'000));
}

void add_lines(std::string_view text, model::LogStream stream, std::vector<model::LogLine>& out) {
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    model::LogLine line;
    line.stream = stream;
    line.text = text.substr(0, newline);
    out.push_back(std::move(line));
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
  }
}

/// "Python 3.11.2 at /usr/bin/python3", from the first thing that the child says.
std::string interpreter_words(const base::JsonValue& greeting) {
  std::string words = "Python " + std::string(greeting.string_at("python"));
  const std::string_view program = greeting.string_at("executable");
  if (!program.empty()) words.append(" at ").append(program);
  return words;
}

/// An {"error": …} of the runtime itself as our Error.
Error error_from(const base::JsonValue& json) {
  Error error;
  error.code = json.string_at("code");
  error.message = json.string_at("message");
  error.hint = json.string_at("hint");
  const std::string_view trace = base::trim(json.string_at("traceback"));
  if (error.code == "orchestrator.import") {
    error.message = "The project could not be imported: " + error.message;
    if (!trace.empty()) error.message += "\n" + std::string(trace);
    if (error.hint.empty()) error.hint = kImportHint;
  }
  const std::string_view printed = base::trim(json.string_at("printed"));
  if (!printed.empty()) error.message += "\nIt had printed:\n" + std::string(printed);
  return error;
}

}  // namespace

base::Result<std::unique_ptr<Host>> Host::start(HostOptions options,
                                                const base::WorkContext& work) {
  std::unique_ptr<Host> host(new Host(std::move(options)));
  base::SubprocessOptions process;
  process.argv = host->options_.argv;
  process.environment = host->options_.environment;
  process.working_folder = host->options_.working_folder;
  process.max_line_bytes = host->options_.limits.message_bytes;
  process.max_output_bytes = host->options_.limits.output_characters;
  auto started = base::Subprocess::start(process);
  if (!started) return std::move(started).error();
  host->process_ = std::move(started).value();
  const base::Status imported = host->import_project(work);
  if (!imported) return imported.error();
  return host;
}

base::Status Host::import_project(const base::WorkContext& work) {
  const Doing doing{"The project was not imported", true};
  auto hello = ask(options_.import_message, doing, work);  // pipelined: the hello comes first
  if (!hello) return std::move(hello).error();
  const auto greeting = base::parse_json(*hello);
  if (!greeting || greeting->integer_at("protocol") != kProtocol) {
    return die(protocol_error(*hello));
  }
  imported_.interpreter = interpreter_words(*greeting);
  auto answer = ask({}, doing, work);
  if (!answer) return std::move(answer).error();
  const auto json = base::parse_json(*answer);
  const base::JsonValue* const imported = json ? json->find("imported") : nullptr;
  if (imported == nullptr) return die(protocol_error(*answer));
  imported_.file = imported->string_at("file");
  imported_.function = imported->string_at("function");
  imported_.line = static_cast<std::uint32_t>(imported->integer_at("line").value_or(0));
  imported_.settings = static_cast<std::uint32_t>(imported->integer_at("settings").value_or(0));
  if (const base::JsonValue* reads = imported->find("reads")) {
    for (const base::JsonValue& kind : reads->items) imported_.reads.emplace_back(kind.text);
  }
  imported_.can_fork = imported->boolean_at("can_fork").value_or(false);
  return base::success();
}

base::Result<std::string_view> Host::ask(std::string_view command, const Doing& doing,
                                         const base::WorkContext& work, std::size_t coming) {
  trace_.clear();
  const auto& limits = options_.limits;
  const auto time = doing.is_import ? limits.import_time : limits.advance_time;
  if (!command.empty()) tell(command);
  for (;;) {
    std::string_view line;
    switch (process_->read_line(line, time, work.stop, coming)) {
      case ReadState::line: break;
      case ReadState::timeout: return timed_out(doing);
      case ReadState::closed: return ended(own_ending(), doing);
      case ReadState::too_long:
        return die({"orchestrator.output_limit",
                    fmt::format("The orchestrator's process sent more than {} MiB at once.",
                                limits.message_bytes >> 20),
                    {},
                    "Keep large values out of inputs and outputs; store them and pass a name."});
      case ReadState::cancelled:
        return die({"cancelled", "The replay was cancelled.", {}, {}});
    }
    if (!line.starts_with('{')) {
      trace_.append(line).append("\n");
    } else if (line.starts_with("{\"ended\":")) {
      const auto json = base::parse_json(line);
      return ended(json ? std::string(json->string_at("ended")) : "ended", doing);
    } else if (line.starts_with("{\"error\":")) {
      const auto json = base::parse_json(line);
      return die(json ? error_from(*json->find("error")) : protocol_error(line));
    } else if (!line.starts_with("{\"progress\":")) {
      return line;
    }
  }
}

void Host::tell(std::string_view command) {
  process_->write_line(command);  // a dead child is noticed by reading
}

/// How the process itself ended. One that is just exiting keeps its status when it is killed.
std::string Host::own_ending() {
  std::string how = process_->ending();
  const bool was_alive = how.empty();
  if (was_alive) {
    process_->kill();
    how = process_->ending();
  }
  if (!how.starts_with("killed")) return how;
  return was_alive ? "closed its descriptors" : "was " + how;
}

base::Status Host::begin_run(std::string_view members, const base::WorkContext& work) {
  std::string command = imported_.can_fork ? R"({"do":"run")" : R"({"do":"run","here":true)";
  if (!members.empty()) command.append(",").append(members.substr(1, members.size() - 2));
  auto answer = ask(command + "}", {"The orchestrator's run did not start", false}, work);
  if (!answer) return std::move(answer).error();
  return base::success();
}

bool Host::end_run() {
  if (is_dead_ || !imported_.can_fork) return false;
  process_->write_line(R"({"do":"end"})");
  std::string_view line;
  while (process_->read_line(line, kEndTime, {}) == ReadState::line) {
    if (line.starts_with("{\"ended\":")) return true;
  }
  return false;
}

std::vector<model::LogLine> Host::take_raw_output() {
  std::vector<model::LogLine> lines;
  if (is_dead_) return lines;
  const base::Subprocess::Output output = process_->take_output();
  add_lines(output.out, model::LogStream::print, lines);
  add_lines(output.err, model::LogStream::error, lines);
  if (output.dropped > 0) {
    add_lines(fmt::format("{} more bytes were not kept", output.dropped), model::LogStream::error,
              lines);
  }
  return lines;
}

/// Asks for the frames that run now; they come as text in place of an answer.
void Host::collect_trace() {
  process_->signal(kTraceSignal);
  std::string_view line;
  auto time = kTraceTime;
  while (process_->read_line(line, time, {}) == ReadState::line) {
    trace_.append(line).append("\n");
    time = kTraceGap;
  }
}

base::Error Host::timed_out(const Doing& doing) {
  collect_trace();
  const auto running = running_place(trace_, options_.runtime_folder, options_.target_folder);
  const auto& limits = options_.limits;
  const auto time = doing.is_import ? limits.import_time : limits.advance_time;
  return die(process_error("orchestrator.time_limit",
                           fmt::format("{} within {}", doing.what, seconds_text(time)), running,
                           kLoopHint));
}

base::Error Host::ended(std::string how, const Doing& doing) {
  const auto running = running_place(trace_, options_.runtime_folder, options_.target_folder);
  std::string message = fmt::format("{}: its process {}", doing.what, how);
  const auto output = process_->take_output();
  base::Error error = process_error("orchestrator.crashed", std::move(message), running, kCrashHint);
  const std::string_view printed = base::trim(output.err);
  if (doing.is_import && !printed.empty()) {
    error.message += "\nIt had printed:\n" + std::string(base::shorten(printed, kShownOutput));
  }
  return die(std::move(error));
}

base::Error Host::die(base::Error error) {
  kill();
  return error;
}

void Host::kill() {
  if (!is_dead_) process_->kill();
  is_dead_ = true;
}

}  // namespace core::orchestrators
