// Which instances of a list are parents, children and generations of one another, and the order
// in which they are listed. Works on rows alone, of one file or of many. Private to core/session.
#pragma once

#include <cstddef>
#include <vector>

#include "core/session/session.h"

namespace core::session {

/// Fills parent, depth, generation and generations, and puts the rows into the order of a list:
/// as they came, but every instance behind its parent and generations together, oldest first.
/// Returns where each row stood before. Linked by recorded parent ids, else by ids as platforms
/// make them for children (SEMANTICS 3): `<execution of the parent>:<n>`,
/// `<id of the parent>:<n as 4 hexadecimal digits>`; never by an id that two instances have.
std::vector<std::size_t> link_instances(std::vector<InstanceRow>& rows);

class Document;
/// Links the rows of a document as it was opened and notes where each is loaded from. `places` are
/// those of the rows as they stand; empty: each is its own number.
void list_instances(Document& document);

}  // namespace core::session
