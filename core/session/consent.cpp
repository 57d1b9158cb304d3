#include "core/session/consent.h"

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/session/targets.h"

namespace core::session {

namespace fs = std::filesystem;

std::optional<Consent> consent_of(const std::string& target) {
  const auto name = parse_target(target, {});
  std::error_code failed;
  if (!name.ok() || !fs::is_regular_file(name->path, failed)) return std::nullopt;
  const fs::path file = fs::canonical(name->path, failed);
  if (failed) return std::nullopt;
  const auto bytes = base::read_file(file);
  if (!bytes.ok()) return std::nullopt;
  return Consent{file.parent_path().string(), file.filename().string(),
                 base::sha256_hex(bytes.value())};
}

}  // namespace core::session
