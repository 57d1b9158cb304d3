// Wildcards as shells have them, for names of files that no shell expanded and for names of
// instances. Reads folders, opens nothing. Used by corpus and by filters; pure but for
// expand_glob.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace core::session {

/// Whether the text holds *, ? or [.
bool is_glob(std::string_view text);

/// Whether the whole text fits: * is any characters, ? one, [a-z] one of those, [!a-z] one of the
/// others, \ takes the next one as it is. A [ that is never closed is a character.
bool fits_glob(std::string_view pattern, std::string_view text);

/// Files and folders that fit, in the order of their names. * does not cross a /; ** as a whole
/// part is any number of folders, and as the last part the folder it stands in. Hidden ones fit
/// only a part that begins with a dot. ** enters no links and no is_other_folder() of corpus.h.
/// Errors: session.no_match with what is there instead, cancelled.
base::Result<std::vector<std::filesystem::path>> expand_glob(std::string_view pattern,
                                                             const base::WorkContext& work);

}  // namespace core::session
