#include "core/session/check/target_pool.h"

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "core/base/text.h"

namespace core::session {
namespace {

/// Idle imports beyond this many are let go, the longest unused first.
constexpr std::size_t kMostIdle = 16;

/// What an import depends on beside the request.
std::string key_of(const TargetName& name, const TargetOptions& options) {
  const bool is_plain =
      options.flavour != nullptr && options.flavour->yields == engine::YieldRule::any_value;
  std::string key = name.text + '\n';
  if (name.function.empty()) key += base::to_lower_ascii(options.recorded_name);
  key += '\n';
  key += options.module_name;
  key += is_plain ? "\nplain" : "\n";
  return key;
}

/// Whether the import fails for every name alike: the code itself cannot be loaded.
bool concerns_all(const base::Error& error) {
  return error.code.starts_with("orchestrator.") || error.code.starts_with("process.");
}

}  // namespace

struct TargetPool::State {
  struct Idle {
    std::string key;
    std::unique_ptr<orchestrators::Target> target;
  };

  std::unique_ptr<orchestrators::Target> take_idle(const std::string& key) {
    const std::scoped_lock lock(guard);
    for (auto at = idle.rbegin(); at != idle.rend(); ++at) {
      if (at->key != key) continue;
      auto target = std::move(at->target);
      idle.erase(std::next(at).base());
      return target;
    }
    return nullptr;
  }

  void give_back(std::string key, std::unique_ptr<orchestrators::Target> target) {
    std::unique_ptr<orchestrators::Target> oldest;  // let go outside of the lock
    const std::scoped_lock lock(guard);
    idle.push_back({std::move(key), std::move(target)});
    if (idle.size() <= kMostIdle) return;
    oldest = std::move(idle.front().target);
    idle.pop_front();
  }

  std::optional<base::Error> failure(const std::string& target, const std::string& key) {
    const std::scoped_lock lock(guard);
    for (const std::string& one : {target, key}) {
      if (const auto found = failed.find(one); found != failed.end()) return found->second;
    }
    return std::nullopt;
  }

  void keep_failure(const std::string& target, const std::string& key, const base::Error& error) {
    if (error.code == "cancelled") return;
    const std::scoped_lock lock(guard);
    failed.emplace(concerns_all(error) ? target : key, error);
  }

  std::mutex guard;
  std::deque<Idle> idle;
  std::map<std::string, base::Error> failed;  // by target, or by key
};

TargetPool::TargetPool() : state_(std::make_shared<State>()) {}

base::Result<std::shared_ptr<orchestrators::Target>> TargetPool::take(
    const TargetName& name, const TargetOptions& options, const base::WorkContext& work) {
  // An installed SDK is bound to the history that it answers.
  if (options.real_sdk) return new_target(name, options, work);
  std::string key = key_of(name, options);
  if (auto error = state_->failure(name.text, key)) return *std::move(error);
  std::unique_ptr<orchestrators::Target> target = state_->take_idle(key);
  if (target == nullptr) {
    auto opened = open_target(name, options, work);
    if (!opened.ok()) {
      state_->keep_failure(name.text, key, opened.error());
      return opened.error();
    }
    target = std::move(opened).value();
  }
  auto give_back = [state = state_, key = std::move(key)](orchestrators::Target* used) {
    state->give_back(key, std::unique_ptr<orchestrators::Target>(used));
  };
  return std::shared_ptr<orchestrators::Target>(target.release(), std::move(give_back));
}

}  // namespace core::session
