#include "core/orchestrators/native/native_table.h"

#include <array>
#include <vector>

#include "core/base/text.h"
#include "core/orchestrators/native/samples/samples.h"

namespace core::orchestrators {
namespace {

constexpr std::array kRows{
    NativeRow{"hello_sequence", &hello_sequence, "three calls one after another"},
    NativeRow{"fan_out", &fan_out, "many calls at once, then their sum"},
    NativeRow{"timeout", &timeout, "an approval or a timer, whichever comes first"},
    NativeRow{"retry_third", &retry_third, "one call with a retry policy"},
    NativeRow{"sub_orchestration", &sub_orchestration, "a child orchestration for each device"},
    NativeRow{"monitor", &monitor, "looks at a job again and again, with timers between"},
    NativeRow{"chain", &chain, "as many calls as the input says, one after another"},
};

base::Error not_found(std::string_view name) {
  std::vector<std::string_view> names;
  std::string list;
  for (const NativeRow& row : kRows) {
    names.push_back(row.name);
    list += (list.empty() ? "" : ", ") + std::string(row.name);
  }
  const std::optional<std::string> meant = base::did_you_mean(name, names);
  return {"target.not_found", "no native orchestrator is named '" + base::printable(name) + "'", {},
          meant ? "Did you mean native:" + *meant + "?" : "There are: " + list + "."};
}

}  // namespace

std::span<const NativeRow> native_rows() { return kRows; }

base::Result<std::unique_ptr<Target>> open_native_target(std::string_view name) {
  for (const NativeRow& row : kRows) {
    if (row.name == name) {
      return std::unique_ptr<Target>(std::make_unique<NativeTarget>(row.name, row.function));
    }
  }
  return not_found(name);
}

}  // namespace core::orchestrators
