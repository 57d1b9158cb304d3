#include "core/orchestrators/python/python_target.h"

#include <cstdlib>
#include <mutex>
#include <optional>
#include <utility>

#include "core/base/format_error.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/orchestrators/process/host.h"
#include "core/orchestrators/process/process_run.h"
#include "core/orchestrators/process/remarks.h"
#include "core/orchestrators/python/interpreter.h"
#include "core/orchestrators/python/real_run.h"
#include "core/orchestrators/python/runtime_files.h"

namespace core::orchestrators {
namespace {

namespace fs = std::filesystem;

/// The member `world` of a command.
void add_world(const World& world, bool is_import, base::JsonWriter& out) {
  out.key("world").begin_object();
  out.key("clock").number(world.clock_ns);
  out.key("tick").number(world.tick_ns);
  out.key("seed").number(static_cast<std::int64_t>(world.seed));
  if (world.edge) out.key("edge").number(static_cast<std::int64_t>(*world.edge ? 1 : 0));
  const bool is_spared = is_import && world.is_import_spared;
  out.key("emptied").boolean(world.is_environment_empty && !is_spared);
  if (!world.missing_variable.empty()) out.key("missing").string(world.missing_variable);
  out.end_object();
}

/// What `run` carries beside its name; empty where the code lives in no world.
std::string run_members(const World* world) {
  if (world == nullptr) return {};
  base::JsonWriter out;
  out.begin_object();
  add_world(*world, false, out);
  out.end_object();
  return out.take();
}

std::string import_message(const PythonOptions& options, const fs::path& path) {
  base::JsonWriter out;
  out.begin_object();
  out.key("do").string("import");
  out.key("path").string(path.string());
  out.key("function");
  options.function.empty() ? out.null() : out.string(options.function);
  out.key("module");
  options.module_name.empty() ? out.null() : out.string(options.module_name);
  out.key("plain").boolean(options.is_plain_generator);
  out.key("recorded");
  options.recorded_name.empty() ? out.null() : out.string(options.recorded_name);
  out.key("stub").boolean(options.stubs_missing);
  out.key("sdk").string(options.real_sdk ? "real" : "shim");
  out.key("allow").begin_array();
  for (const std::string& allowance : options.allowances) out.string(allowance);
  out.end_array();
  out.key("limits").begin_object();
  out.key("memory").number(static_cast<std::int64_t>(options.limits.memory_bytes));
  out.key("output").number(static_cast<std::int64_t>(options.limits.output_characters));
  out.end_object();
  if (options.world) add_world(*options.world, true, out);
  out.end_object();
  return out.take();
}

Interpreter interpreter_of(const PythonOptions& options) {
  return choose_interpreter(options.python, folder_of_target(options.path),
                            std::getenv("VIRTUAL_ENV"));
}

HostOptions host_options(const PythonOptions& options, const Interpreter& interpreter,
                         const fs::path& runtime) {
  std::error_code ignored;
  const fs::path path = fs::absolute(options.path, ignored).lexically_normal();
  const fs::path folder = folder_of_target(path);
  HostOptions out;
  out.argv = {interpreter.program, (runtime / "host.py").string()};
  out.environment = {"PYTHONDONTWRITEBYTECODE=1"};
  if (options.world) {
    out.environment.push_back("PYTHONHASHSEED=" + std::to_string(options.world->hash_seed));
  } else if (std::getenv("PYTHONHASHSEED") == nullptr) {
    out.environment.emplace_back("PYTHONHASHSEED=0");  // sets iterate alike in every run
  }
  out.working_folder = folder.string();
  out.runtime_folder = runtime.string();
  out.target_folder = folder.string();
  out.import_message = import_message(options, path);
  out.limits = options.limits;
  return out;
}

/// The process that has the project imported, while no run uses it.
struct Idle {
  std::mutex guard;
  std::unique_ptr<Host> host;
};

class PythonTarget final : public Target {
 public:
  PythonTarget(HostOptions options, const Interpreter& interpreter, std::unique_ptr<Host> host,
               const PythonOptions& how)
      : options_(std::move(options)),
        real_sdk_(how.real_sdk),
        world_(how.world),
        idle_(std::make_shared<Idle>()) {
    const Imported& imported = host->imported();
    identity_.language = "python";
    identity_.file = imported.file;
    identity_.function = imported.function;
    identity_.sdk = real_sdk_ ? "real" : "shim";
    identity_.interpreter = imported.interpreter + " (" + interpreter.reason + ")";
    if (imported.settings > 0) {
      identity_.interpreter +=
          ", with " + base::count_of(imported.settings, "app setting") + " of local.settings.json";
    }
    idle_->host = std::move(host);
  }

  base::Result<std::unique_ptr<Orchestrator>> open_run(const base::WorkContext& work) override {
    auto ready = ready_host(work);
    if (!ready) return std::move(ready).error();
    std::unique_ptr<Host> host = std::move(ready).value();
    const base::Status begun = host->begin_run(run_members(world_.get()), work);
    if (!begun) return begun.error();
    auto give_back = [idle = idle_](std::unique_ptr<Host> again) {
      const std::scoped_lock lock(idle->guard);
      idle->host = std::move(again);
    };
    if (real_sdk_) {
      return std::unique_ptr<Orchestrator>(std::make_unique<RealRun>(
          std::move(host), identity_, *real_sdk_, std::move(give_back)));
    }
    return std::unique_ptr<Orchestrator>(
        std::make_unique<ProcessRun>(std::move(host), identity_, std::move(give_back)));
  }

  model::OrchestratorIdentity identity() const override { return identity_; }

  base::Result<std::vector<model::SourceRemark>> source_remarks(
      const base::WorkContext& work) override {
    if (remarks_) return *remarks_;
    auto ready = ready_host(work);
    if (!ready) return std::move(ready).error();
    std::unique_ptr<Host> host = std::move(ready).value();
    // A fork does the reading where there can be one: what its parser cannot take ends it alone.
    const bool is_fork = host->imported().can_fork;
    if (is_fork) {
      const base::Status begun = host->begin_run({}, work);
      if (!begun) return begun.error();
    }
    const auto answer =
        host->ask(R"({"do":"source"})", {"The orchestrator's source was not read", false}, work);
    if (!answer) return answer.error();
    try {
      remarks_ = read_remarks(*answer);
    } catch (const base::FormatError& error) {
      return error.error();
    }
    if (!is_fork || host->end_run()) put_back(std::move(host));
    return *remarks_;
  }

 private:
  /// The process that has the project imported; a new one while a run uses that.
  base::Result<std::unique_ptr<Host>> ready_host(const base::WorkContext& work) {
    {
      const std::scoped_lock lock(idle_->guard);
      if (idle_->host != nullptr && !idle_->host->is_dead()) return std::move(idle_->host);
    }
    return Host::start(options_, work);
  }

  void put_back(std::unique_ptr<Host> host) {
    const std::scoped_lock lock(idle_->guard);
    idle_->host = std::move(host);
  }

  HostOptions options_;
  model::OrchestratorIdentity identity_;
  std::optional<RealSdk> real_sdk_;
  std::shared_ptr<const World> world_;
  std::shared_ptr<Idle> idle_;
  std::optional<std::vector<model::SourceRemark>> remarks_;  ///< read once
};

}  // namespace

base::Result<std::unique_ptr<Target>> open_python(const PythonOptions& options,
                                                  const base::WorkContext& work) {
  const auto runtime = find_runtime_files("python");
  if (!runtime) return runtime.error();
  const Interpreter interpreter = interpreter_of(options);
  HostOptions host = host_options(options, interpreter, *runtime);
  auto started = Host::start(host, work);
  if (!started) return std::move(started).error();
  if (options.world) options.world->import_reads = (*started)->imported().reads;
  return std::unique_ptr<Target>(
      std::make_unique<PythonTarget>(std::move(host), interpreter, std::move(started).value(),
                                     options));
}

}  // namespace core::orchestrators
