// The SDK's two tables: tasks that wait for an event, by sequence id or by name, and completions
// that came when nobody waited. Names are lists whose newest member is served first.
// Source: SEMANTICS 3.1, State; 6.1 to 6.3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/engine/sdk/task.h"

namespace core::engine::sdk {

/// Under what a task waits and an event asks: a number, or a name (also an entity request's GUID).
struct Key {
  std::int32_t number = -1;
  std::string_view name;
  bool is_name = false;
};

/// open_tasks and deferred_tasks of the SDK's context.
class OpenTasks {
 public:
  void clear();

  void open(std::int32_t id, TaskIndex task);
  void open(std::string_view name, TaskIndex task);
  /// Moves the task waiting under `id` to a name of its own (an entity call to its request id).
  void rename(std::int32_t id, std::string_view name);
  /// The task waiting under that id; kNoIndex when there is none.
  TaskIndex find(std::int32_t id) const {
    const auto at = static_cast<std::size_t>(id);
    return id >= 0 && at < by_id_.size() ? by_id_[at] : kNoIndex;
  }
  /// Takes the task waiting there, of a list the newest; kNoIndex when there is none.
  TaskIndex take(const Key& key);

  void defer(const Key& key, model::EventIndex event);
  /// A completion that came early for this key. It is not removed: it can serve again.
  std::optional<model::EventIndex> deferred(const Key& key) const;
  bool has_deferred() const { return !deferred_ids_.empty() || !deferred_names_.empty(); }

  const std::vector<TaskIndex>& by_id() const { return by_id_; }

 private:
  struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  template <class Value>
  using ByName = std::unordered_map<std::string, Value, NameHash, std::equal_to<>>;

  std::vector<TaskIndex> by_id_;
  ByName<std::vector<TaskIndex>> by_name_;
  std::unordered_map<std::int32_t, model::EventIndex> deferred_ids_;
  ByName<model::EventIndex> deferred_names_;
};

}  // namespace core::engine::sdk
