// The baseline: findings that a person has looked at and accepted, with the reason. `check` reads it
// and leaves them out of its verdict; `check --accept` and the window's "accept with reason" write
// it. An entry is tied to rule, history, instance and a fingerprint that moved lines do not change.
//
// {"format": "yieldscope-baseline", "version": 1, "accepted": [{"rule": "YS1003",
//  "history": "histories/order-12.json", "instance": "order-12", "fingerprint": "32 digits",
//  "finding": "its sentence when it was accepted", "reason": "why"}]}
// `history` is relative to the baseline's folder. Entries are sorted; same content, same bytes.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/model/finding.h"

namespace core::session {

/// What the baseline is called where nothing says otherwise, beside .yieldscope.json.
inline constexpr const char* kBaselineName = ".yieldscope-baseline.json";

struct AcceptedFinding {
  std::string rule;
  std::string history;  ///< relative to the baseline's folder, with forward slashes
  std::string instance;
  std::string fingerprint;
  std::string finding;  ///< for people only
  std::string reason;

  friend bool operator==(const AcceptedFinding&, const AcceptedFinding&) = default;
};

/// Where a finding was made.
struct FoundIn {
  std::filesystem::path history;  ///< as the path stands for the program
  std::string_view instance;
  std::string_view orchestrator;  ///< the recorded name
};

/// A value; reading and writing it are the doors below.
class Baseline {
 public:
  explicit Baseline(std::filesystem::path file = {}) : file_(std::move(file)) {}

  const std::filesystem::path& file() const { return file_; }
  const std::vector<AcceptedFinding>& accepted() const { return accepted_; }
  /// The entry that accepts the finding, or null.
  const AcceptedFinding* find(const FoundIn& where, const model::Finding& finding) const;
  bool contains(const FoundIn& where, const model::Finding& finding) const {
    return find(where, finding) != nullptr;
  }
  /// Adds an entry, or changes the reason of the one that is there.
  void accept(const FoundIn& where, const model::Finding& finding, std::string reason);
  /// False when nothing accepted the finding.
  bool take_back(const FoundIn& where, const model::Finding& finding);
  /// As entries name the history.
  std::string name_of(const std::filesystem::path& history) const;

 private:
  friend base::Result<Baseline> read_baseline(const std::filesystem::path& file);

  std::filesystem::path file_;
  std::vector<AcceptedFinding> accepted_;
};

/// Errors: those of read_file, baseline.malformed, baseline.version.
base::Result<Baseline> read_baseline(const std::filesystem::path& file);
/// The same, but empty where the file does not exist yet.
base::Result<Baseline> read_or_new_baseline(const std::filesystem::path& file);
/// To its file(), whole or not at all. Errors: file.unwritable.
base::Status write_baseline(const Baseline& baseline);

}  // namespace core::session
