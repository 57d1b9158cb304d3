#include "core/engine/flavour.h"

#include <algorithm>
#include <array>

namespace core::engine {
namespace {

constexpr std::array<Flavour, 3> kFlavours{{
    {"azure-functions-python-1.2", SchemaSource::upper_schema_version, LongTimers::as_is,
     ScheduleOrder::state_first, OutputCheck::none, YieldRule::durable_tasks,
     "Azure Durable Functions for Python up to 1.2", Checker::platform, 1, 0},
    {"azure-functions-python-1.3", SchemaSource::upper_schema_version_new, LongTimers::legs,
     ScheduleOrder::schedule_first, OutputCheck::plain_json, YieldRule::durable_tasks,
     "Azure Durable Functions for Python 1.3: schema V3, long timers", Checker::platform, 1,
     3},
    {"generator", SchemaSource::none, LongTimers::as_is, ScheduleOrder::state_first,
     OutputCheck::none, YieldRule::any_value,
     "A plain generator: each value yielded is answered by a send or a throw", Checker::nobody},
}};

}  // namespace

std::span<const Flavour> flavours() { return kFlavours; }

const Flavour& default_flavour() { return kFlavours.front(); }

const Flavour* find_flavour(std::string_view name) {
  const auto found = std::find_if(kFlavours.begin(), kFlavours.end(),
                                  [name](const Flavour& row) { return row.name == name; });
  return found == kFlavours.end() ? nullptr : &*found;
}

const Flavour* flavour_of_release(int major, int minor) {
  const Flavour* newest = nullptr;
  for (const Flavour& row : kFlavours) {
    if (row.release_major != 0 && row.release_major == major && row.release_minor <= minor) {
      newest = &row;
    }
  }
  return newest;
}

const Flavour* flavour_of_plain_generators() {
  const auto found = std::find_if(kFlavours.begin(), kFlavours.end(), [](const Flavour& row) {
    return row.yields == YieldRule::any_value;
  });
  return found == kFlavours.end() ? nullptr : &*found;
}

}  // namespace core::engine
