#include "core/importers/common/list_import.h"

#include "core/base/check.h"
#include "core/importers/common/history_reading.h"

namespace core::importers {

base::Result<Loaded> ListImport::load(std::size_t index, const base::WorkContext& work) {
  base::check(index < instances_.size(), "an instance index is one of instances()");
  try {
    Loaded loaded = load_(index, work);
    work.progress.set_done(work.progress.total());
    return loaded;
  } catch (const std::exception& error) {
    return unreadable_error(error, {});
  }
}

}  // namespace core::importers
