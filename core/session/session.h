// The path data takes, in one screen: open a file, load an instance, name an orchestrator, replay,
// diagnose. Composes the verbs and holds no logic of theirs. The window and the command line use
// it alike; its values are immutable and shared, so any thread may read them.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/ledger.h"
#include "core/model/trace.h"

namespace core::session {

/// An instance in a document's list: one generation of it, or a file of a corpus that gave none.
struct InstanceRow {
  std::string id, name;
  model::RuntimeStatus status = model::RuntimeStatus::unknown;
  std::size_t events = 0;
  std::string execution_id{};
  std::string parent_id{};              ///< of the parent instance, as recorded; empty: none known
  std::optional<std::size_t> parent{};  ///< its row in the same document, earlier than this one
  std::size_t depth = 0;                ///< parents above it in the list
  /// Among the rows of one instance, oldest first, from 1; both 0 where there is only one.
  std::size_t generation = 0, generations = 0;
  std::optional<base::Timestamp> started{};
  std::string file{};  ///< of a corpus: where it lies; empty: the document's file
  /// Why a file of the corpus gave no instance; such a row cannot be loaded.
  std::optional<base::Error> problem{};
  /// As the platform knows it, where `id` says more to be unique in its file; empty: `id`.
  std::string instance_id{};
  /// Of a corpus: the importer that reads its file.
  std::string format{};
  /// `events` counts the rows of the file, from which the events have still to be worked out.
  bool counts_rows = false;
};

/// The id that rows of one instance have in common.
std::string_view platform_id(const InstanceRow& row);

/// What stands beside a file and belongs to it.
struct OpenOptions {
  /// Folder with the blobs that a history names instead of its large values; empty: none.
  std::filesystem::path payloads;
};

/// A file that was opened and recognised, or a corpus of files.
class Document;
/// A folder stands for the recordings and histories in it and below it; with histories it is a
/// corpus, whose files are opened once for their rows and again when one of them is loaded. A path
/// that does not exist but has wildcards is a pattern (glob.h). Progress counts the files of a
/// corpus. Errors: those of read_file, import.*, trace.*, recording.*, session.no_match,
/// session.no_such_path, session.empty_folder, cancelled.
base::Result<std::shared_ptr<Document>> open_document(const std::filesystem::path& file,
                                                      const base::WorkContext& work,
                                                      const OpenOptions& options = {});
/// Files, folders and patterns as one document; one path alone as open_document does. A file that
/// is reached twice stands there once. A file that cannot be opened is a row with `problem`.
/// REQUIRES: there is a path. Errors: as above.
base::Result<std::shared_ptr<Document>> open_documents(std::span<const std::string> paths,
                                                       const base::WorkContext& work,
                                                       const OpenOptions& options = {});
/// Whether it holds files that are opened again when one of their instances is loaded.
bool is_corpus(const Document& document);

/// Whether the folder is one that a recorder wrote into: it holds *.trace.jsonl files.
bool holds_recordings(const std::filesystem::path& folder);

/// How to run the code.
struct ReplayRequest {
  std::string target;        ///< TARGET of DESIGN 9
  std::string python;        ///< interpreter; empty: chosen as DESIGN 6 says
  std::string flavour;       ///< empty: default
  std::string passes = "auto";
  std::string sdk = "shim";  ///< "real": the SDK that is installed drives
  std::vector<std::string> allowances;  ///< net, files, processes
  bool stubs_missing = false;  ///< stand-ins for packages that are not installed
  /// Seconds that the code may take from one yield to the next; 0: the default of DESIGN 6.
  double step_seconds = 0;
};

/// What everybody reads: one instance with everything known about it. Never changes.
struct Snapshot {
  std::shared_ptr<const model::History> history;
  std::shared_ptr<const model::Report> report;
  std::shared_ptr<const model::Trace> trace;  ///< null until code was run or a trace was opened
  std::vector<model::Finding> findings;
  std::string file;        ///< path as the user gave it
  std::string format;      ///< importer name
  std::string reason;      ///< why that importer
  std::string instance_id;
  /// Source files that places of the trace name, as read when the code was run.
  struct SourceFile {
    std::string file;
    std::vector<std::string> lines;
  };
  std::vector<SourceFile> sources;
  /// Of a trace file that holds no run: the file and the format that its history came from.
  std::string source_file, source_format;
  std::uint64_t version = 0;  ///< grows with every new snapshot of the process
};
using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// The list of what is inside; the document stays usable from one thread at a time.
const std::vector<InstanceRow>& instances(const Document& document);
/// Name of the recognised format and the sentence why.
std::string_view format_of(const Document& document);
std::string_view reason_of(const Document& document);
/// What the importer remarked on the file as a whole; null for our own files and of a corpus.
const model::Report* report_of(const Document& document);
/// Index of the instance with that id, as the file or the platform knows it, or with that execution
/// id: of several generations the newest. With no id: the newest generation of the first one that
/// can be loaded. Errors: session.no_such_instance with the nearest ids.
base::Result<std::size_t> find_instance(const Document& document, std::string_view id);

/// History, report and the findings that need no code. A recorded trace comes whole. Of a corpus:
/// `file` is the instance's own. Errors: those of opening, the row's problem,
/// session.file_changed when the file holds the instance no more.
base::Result<SnapshotPtr> load(Document& document, std::size_t instance, const base::WorkContext& work);
/// Runs the code over the snapshot's history. Errors: target.*, orchestrator.*, engine.*, cancelled.
base::Result<SnapshotPtr> replay(const SnapshotPtr& snapshot, const ReplayRequest& request,
                                 const base::WorkContext& work);

/// One way to run code that stands beside a history: found by name, not run.
std::optional<std::string> find_orchestrator_beside(const std::filesystem::path& history_file,
                                                    std::string_view orchestrator_name);

/// What would run a TARGET, without starting it: "/usr/bin/python3 (from PATH)". `python` is the
/// interpreter that was asked for. Empty for code that needs none, or a target that is not there.
std::string interpreter_for(const std::string& target, const std::string& python);

/// The calls of a pass with both counters' ids (engine's ledger).
model::Ledger ledger(const Snapshot& snapshot, model::PassIndex pass);
/// One line of `replay --format states` (DESIGN 9). Empty for the confirming pass.
std::string state_line(const Snapshot& snapshot, model::PassIndex pass);

}  // namespace core::session
