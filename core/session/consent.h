// A person's yes to running code that was found beside a history, as it can be remembered: for one
// folder and one content of one file (DESIGN 6). Reading the file is all that happens here.
#pragma once

#include <optional>
#include <string>

namespace core::session {

struct Consent {
  std::string folder;  ///< absolute and normalised
  std::string file;    ///< name within the folder
  std::string sha256;  ///< of the file's bytes

  friend bool operator==(const Consent&, const Consent&) = default;
};

/// What a yes to this TARGET would be; empty when it names no file that can be read.
std::optional<Consent> consent_of(const std::string& target);

}  // namespace core::session
