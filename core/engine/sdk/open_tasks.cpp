#include "core/engine/sdk/open_tasks.h"

namespace core::engine::sdk {

void OpenTasks::clear() {
  by_id_.clear();
  by_name_.clear();
  deferred_ids_.clear();
  deferred_names_.clear();
}

void OpenTasks::open(std::int32_t id, TaskIndex task) {
  const auto at = static_cast<std::size_t>(id);
  if (at >= by_id_.size()) {
    by_id_.resize(at + 1, kNoIndex);
  }
  by_id_[at] = task;
}

void OpenTasks::open(std::string_view name, TaskIndex task) {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) {
    by_name_.emplace(std::string(name), std::vector<TaskIndex>{task});
  } else {
    found->second.push_back(task);
  }
}

void OpenTasks::rename(std::int32_t id, std::string_view name) {
  const TaskIndex task = take({id, {}, false});
  by_name_[std::string(name)] = {task};
}

TaskIndex OpenTasks::take(const Key& key) {
  if (!key.is_name) {
    const TaskIndex task = find(key.number);
    if (task != kNoIndex) {
      by_id_[static_cast<std::size_t>(key.number)] = kNoIndex;
    }
    return task;
  }
  const auto found = by_name_.find(key.name);
  if (found == by_name_.end()) {
    return kNoIndex;
  }
  const TaskIndex newest = found->second.back();
  found->second.pop_back();
  if (found->second.empty()) {
    by_name_.erase(found);
  }
  return newest;
}

void OpenTasks::defer(const Key& key, model::EventIndex event) {
  if (key.is_name) {
    deferred_names_.insert_or_assign(std::string(key.name), event);
  } else {
    deferred_ids_.insert_or_assign(key.number, event);
  }
}

std::optional<model::EventIndex> OpenTasks::deferred(const Key& key) const {
  if (key.is_name) {
    if (const auto found = deferred_names_.find(key.name); found != deferred_names_.end()) {
      return found->second;
    }
  } else if (!deferred_ids_.empty()) {
    if (const auto found = deferred_ids_.find(key.number); found != deferred_ids_.end()) {
      return found->second;
    }
  }
  return std::nullopt;
}

}  // namespace core::engine::sdk
