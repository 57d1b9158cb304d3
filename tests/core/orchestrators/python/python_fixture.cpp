#include "tests/core/orchestrators/python/python_fixture.h"

#include <unistd.h>

#include "core/base/file.h"
#include "core/base/match.h"

namespace core::orchestrators {

namespace fs = std::filesystem;

PythonTest::PythonTest() {
  const auto* const info = ::testing::UnitTest::GetInstance()->current_test_info();
  folder_ = fs::temp_directory_path() /
            ("yieldscope-" + std::string(info->name()) + "-" + std::to_string(::getpid()));
  fs::create_directories(folder_);
}

PythonTest::~PythonTest() { fs::remove_all(folder_); }

fs::path PythonTest::write(const std::string& name, const std::string& text) {
  const fs::path path = folder_ / name;
  fs::create_directories(path.parent_path());
  EXPECT_TRUE(base::write_file(path, text).ok());
  return path;
}

base::Result<std::unique_ptr<Target>> PythonTest::open(const std::string& text,
                                                       const std::string& function) {
  options_.path = write("orchestrator.py", text);
  options_.function = function;
  return open_python(options_, work_);
}

std::unique_ptr<Orchestrator> PythonTest::run(const std::string& text,
                                              const std::string& function) {
  auto target = open(text, function);
  EXPECT_TRUE(target.ok()) << base::to_text(target.error());
  auto orchestrator = (*target)->open_run(work_);
  EXPECT_TRUE(orchestrator.ok()) << base::to_text(orchestrator.error());
  return std::move(orchestrator).value();
}

Begin PythonTest::begin() {
  Begin out;
  out.instance_id = "abc";
  out.clock = *base::parse_timestamp("2024-01-01T10:00:01.1234567Z");
  return out;
}

model::Resume PythonTest::first() {
  model::Resume out;
  out.clock = begin().clock;
  return out;
}

model::Resume PythonTest::answer(std::uint32_t task, const std::string& json) {
  model::Resume out;
  out.kind = model::ResumeKind::send;
  out.awaited = model::TaskHandle{task};
  out.clock = begin().clock;
  model::Settled settled;
  settled.handle = out.awaited;
  settled.value = model::Payload::of_text(json);
  out.settled.push_back(settled);
  return out;
}

base::Result<Advance> PythonTest::start(Orchestrator& orchestrator) {
  return orchestrator.start(begin(), first(), work_);
}

base::Result<Advance> PythonTest::send(Orchestrator& orchestrator, std::uint32_t task,
                                       const std::string& json) {
  return orchestrator.resume(answer(task, json), work_);
}

base::Result<Advance> PythonTest::raise(Orchestrator& orchestrator, std::uint32_t task,
                                        const std::string& message) {
  model::Resume resume = answer(task, message);
  resume.kind = model::ResumeKind::raise;
  resume.settled[0].ok = false;
  return orchestrator.resume(resume, work_);
}

std::vector<std::string> PythonTest::stops_of_two_runs(const std::string& text) {
  auto target = open(text);
  if (!target) return {base::to_text(target.error())};
  std::vector<std::string> stops;
  for (int i = 0; i < 2; ++i) {
    auto code = (*target)->open_run(work_);
    stops.push_back(code.ok() ? stop_text(start(**code)) : base::to_text(code.error()));
  }
  return stops;
}

std::string stop_text(const base::Result<Advance>& advance) {
  if (!advance) return "failed: " + base::to_text(advance.error());
  return base::match(
      advance->stop,
      [](const YieldedTask& task) { return "yields " + std::to_string(task.handle.value); },
      [](const Ask& ask) { return "asks " + ask.question; },
      [](const Returned& returned) { return "returns " + returned.value.text; },
      [](const model::NotATask& value) {
        return "yields no task: " + value.type_name + " " + value.value.text;
      },
      [](const model::Raised& raised) { return "raises " + raised.type + ": " + raised.message; },
      [](const model::SdkBroke& broke) { return "breaks " + broke.type + ": " + broke.message; });
}

std::string failure_text(const base::Result<Advance>& advance) {
  if (advance) return "no failure: " + stop_text(advance);
  return advance.error().code + ": " + advance.error().message + " [" + advance.error().hint + "]";
}

}  // namespace core::orchestrators
