// The strands of one instance, from several processes, as one Trace: passes in the order of their
// numbers, yields shared where they are equal. Called by recording_reader.
#pragma once

#include <string>
#include <vector>

#include "core/recording/recording_file.h"
#include "core/recording/recording_strand.h"

namespace core::recording {

/// A strand and the file it stands in.
struct NamedStrand {
  Strand strand;
  std::string file;
};

/// All of one execution of one instance, before it is put together.
struct StrandGroup {
  RecordedHead head;
  PlaceTable places;
  std::vector<NamedStrand> strands;
  model::Report report;
};

/// Empties the group. Passes that were recorded twice, and strands that contradict the longest
/// one, are named in the report.
Recording merge(StrandGroup group);

}  // namespace core::recording
