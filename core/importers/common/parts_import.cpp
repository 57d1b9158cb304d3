#include "core/importers/common/parts_import.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/check.h"

namespace core::importers {

PartsImport::PartsImport(std::vector<Part> parts, model::Report report)
    : parts_(std::move(parts)), report_(std::move(report)) {
  std::map<std::string, std::size_t, std::less<>> seen;
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    const Import& import = *parts_[part].import;
    report_.fidelity = std::max(report_.fidelity, import.report().fidelity);
    for (const model::Remark& remark : import.report().remarks) report_.remarks.push_back(remark);
    for (std::size_t i = 0; i < import.instances().size(); ++i) {
      Instance instance = import.instances()[i];
      instance.begin += parts_[part].byte;
      instance.end += parts_[part].byte;
      const std::size_t times = ++seen[instance.id];
      if (times > 1) {
        if (instance.instance_id.empty()) instance.instance_id = instance.id;
        instance.id += "#" + std::to_string(times);
      }
      instances_.push_back(std::move(instance));
      places_.push_back({part, i});
    }
  }
}

base::Result<Loaded> PartsImport::load(std::size_t index, const base::WorkContext& work) {
  base::check(index < places_.size(), "an instance index is one of instances()");
  const Place& place = places_[index];
  return parts_[place.part].import->load(place.index, work);
}

}  // namespace core::importers
