#include "tests/core/importers/damage/one_of_each.h"

#include <algorithm>
#include <array>
#include <map>

#include "tests/core/importers/damage/reading.h"

namespace core::importers {

std::vector<SampleText> one_of_each_format() {
  static constexpr std::array<std::string_view, 4> kLayouts{"json", "lines", "csv", "bytes"};
  std::map<std::string, SampleText> best;
  for (SampleText& sample : all_samples()) {
    const Reading reading = read_all(sample.text, sample.file);
    if (reading.error || sample.layout == SampleText::Layout::bytes) continue;
    std::string name =
        reading.format + "-" + std::string(kLayouts[static_cast<std::size_t>(sample.layout)]);
    std::replace(name.begin(), name.end(), '-', '_');
    sample.name = name;
    SampleText& known = best[name];
    if (sample.values.size() > known.values.size()) known = std::move(sample);
  }
  std::vector<SampleText> samples;
  for (auto& [name, sample] : best) samples.push_back(std::move(sample));
  return samples;
}

}  // namespace core::importers
