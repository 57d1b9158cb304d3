// Code as a table of lines, for tests of the engine: Script().call("A").wait(0).returns_log(). It
// mirrors tasks as a shim does and holds no rule of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/orchestrators/orchestrator.h"

namespace tests::support {

/// The lines. Tasks are named by the position among the lines that make one, from 0.
class Script {
 public:
  using Var = std::uint32_t;

  Script& call(std::string_view name, std::string_view input = "null");
  Script& call_with_retry(std::string_view name, std::int32_t max_attempts);
  Script& child(std::string_view name);
  Script& child_with_retry(std::string_view name, std::int32_t max_attempts);
  /// Due so many seconds after the clock.
  Script& timer(std::int64_t seconds);
  Script& event(std::string_view name);
  Script& entity(std::string_view operation);
  Script& signal(std::string_view operation);
  Script& http(std::string_view uri);
  Script& value(std::string_view json);
  Script& any(std::initializer_list<Var> children);
  Script& all(std::initializer_list<Var> children);

  /// Yields the task and logs what comes back: its value, "any:N" for a winner, "error:MESSAGE".
  /// Without `is_caught` an error ends the script as raised.
  Script& wait(Var task);
  Script& wait_catching(Var task);
  Script& cancel(Var task);
  Script& status(std::string_view json);
  Script& continue_as_new(std::string_view json);
  /// Logs is_replaying.
  Script& log_replaying();
  /// Logs the clock as seconds after 10:00.
  Script& log_clock();
  /// Jumps over so many lines unless that child won.
  Script& skip_unless_won(Var any, Var child, std::size_t lines);
  /// Runs the lines after it only in passes where `holds(pass)`; skips so many otherwise.
  Script& skip_unless(std::function<bool(std::uint32_t pass)> holds, std::size_t lines);
  Script& prints(std::string_view text);
  /// Something noted as evidence, e.g. a clock read.
  Script& reads(std::string_view kind, std::string_view detail);
  Script& yields_other(std::string_view type_name);
  Script& returns(std::string_view json);
  /// Returns the log as a JSON array.
  Script& returns_log();
  Script& raises(std::string_view type, std::string_view message);
  /// The child dies on this line.
  Script& crashes();
  /// The function is no generator: its value is the plain return value.
  Script& is_plain_function();
  /// What generator.close() prints.
  Script& prints_on_close(std::string_view text);
  /// generator.close() fails for good.
  Script& never_closes();

 private:
  friend class ScriptedOrchestrator;

  enum class Do : std::uint8_t {
    make,
    wait,
    wait_catching,
    cancel,
    status,
    continue_as_new,
    log_replaying,
    log_clock,
    skip_unless_won,
    skip_unless,
    print,
    read,
    yield_other,
    give_back,
    give_log_back,
    raise,
    crash,
  };
  struct Line {
    Do what = Do::make;
    core::model::Op op;
    Var task = 0, other = 0;
    std::size_t skip = 0;
    std::string text, more;
    std::int64_t seconds = 0;
    std::function<bool(std::uint32_t)> holds;
  };

  Line& add(Do what);
  Script& make(core::model::ActionKind kind, std::string_view name);

  std::vector<Line> lines_;
  bool is_generator_ = true;
  std::string closing_;
  bool never_closes_ = false;
};

/// Runs a Script; the base class's replay() serves known yields.
class ScriptedOrchestrator final : public core::orchestrators::Orchestrator {
 public:
  using Advance = core::orchestrators::Advance;

  explicit ScriptedOrchestrator(Script script) : script_(std::move(script)) {}

  core::base::Result<Advance> start(const core::orchestrators::Begin& begin,
                                    const core::model::Resume& first,
                                    const core::base::WorkContext& work) override;
  core::base::Result<Advance> resume(const core::model::Resume& resume,
                                     const core::base::WorkContext& work) override;
  core::base::Result<Advance> reply(const core::orchestrators::Reply& reply,
                                    const core::base::WorkContext& work) override;
  core::base::Result<core::model::Segment> close(const core::base::WorkContext& work) override;
  core::model::OrchestratorIdentity identity() const override;

  /// How often each door was used.
  struct Uses {
    int starts = 0, resumes = 0, replies = 0, closes = 0;
  };
  const Uses& uses() const { return uses_; }
  /// Begins of all passes.
  const std::vector<core::orchestrators::Begin>& begins() const { return begins_; }

 private:
  struct Mirror {
    bool is_settled = false;
    core::model::Settled settled;
  };

  core::base::Result<Advance> run_on();
  bool run_line(const Script::Line& line, Advance& out);
  bool make(const Script::Line& line, Advance& out);
  void take(const core::model::Resume& resume);
  void settle(const core::model::Settled& settled);
  void end_with(Advance& out, core::model::Payload value);
  std::string log_text() const;
  std::string shown(const core::model::Settled& settled) const;

  Script script_;
  Uses uses_;
  std::vector<core::orchestrators::Begin> begins_;
  std::size_t line_ = 0;
  std::vector<Mirror> mirrors_;
  std::vector<core::model::TaskHandle> vars_;
  std::vector<std::string> log_;
  core::model::Resume last_;
  std::optional<core::model::TaskHandle> asked_;
  bool is_catching_ = false;
  bool is_raising_ = false;
};

}  // namespace tests::support
