// The doors of opening: what a path stands for, and many of them as one document.
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "core/base/text.h"
#include "core/session/corpus.h"
#include "core/session/document.h"
#include "core/session/glob.h"
#include "core/session/instance_links.h"
#include "core/session/open_file.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;
using DocumentResult = base::Result<std::shared_ptr<Document>>;

base::Error cancelled() { return {"cancelled", "Opening was cancelled.", {}, ""}; }

std::string joined(std::span<const std::string> paths) {
  std::string text;
  for (const std::string& path : paths) text += (text.empty() ? "" : ", ") + path;
  return text;
}

InstanceRow row_of_problem(const std::string& file, base::Error problem) {
  InstanceRow row;
  row.file = file;
  row.problem = std::move(problem);
  return row;
}

base::Error no_instance(const std::string& file) {
  return {"session.no_such_instance",
          "the file holds no instance",
          {file, std::nullopt, 0, 0, ""},
          "Export the history again."};
}

/// The rows of one file of the corpus, behind those of the files before it.
void add_member(Document& corpus, std::size_t member, DocumentResult opened) {
  const std::string file = corpus.corpus->at(member).path.string();
  if (opened.ok() && opened.value()->rows.empty()) opened = no_instance(file);
  if (!opened.ok()) {
    corpus.rows.push_back(row_of_problem(file, opened.error()));
    corpus.places.push_back({member, 0});
    return;
  }
  const Document& document = **opened;
  for (std::size_t i = 0; i < document.rows.size(); ++i) {
    InstanceRow& row = corpus.rows.emplace_back(document.rows[i]);
    row.file = file;
    row.format = document.format;
    corpus.places.push_back({member, i});
  }
}

/// "12 histories in 9 files; 3 files passed over: 2 .py, host.json".
std::string reason_of(const Corpus& walked, const Document& corpus) {
  std::size_t problems = 0;
  for (const InstanceRow& row : corpus.rows) problems += row.problem ? 1U : 0U;
  const std::size_t files = walked.files.size() + walked.unreadable.size() - problems;
  const std::size_t histories = corpus.rows.size() - problems;
  std::string reason = fmt::format("{} {} in {} {}", base::with_thousands(histories),
                                   histories == 1 ? "history" : "histories",
                                   base::with_thousands(files), files == 1 ? "file" : "files");
  if (problems > 0) reason += "; " + base::count_of(problems, "file") + " could not be opened";
  const std::string passed = passed_over_text(walked);
  return passed.empty() ? reason : reason + "; " + passed;
}

/// An Instances table joins the histories instead of standing in the list, unless it is all there
/// is.
class CorpusTables {
 public:
  bool take(std::size_t member, const DocumentResult& opened) {
    const Document* document = opened.ok() ? opened.value().get() : nullptr;
    if (document == nullptr || !document->import) return false;
    table_->add(document->import->instance_entries(), document->file);
    if (document->format != kInstancesTable) return false;
    members_.emplace_back(member, opened);
    return true;
  }

  /// "; 1 of them an Instances table"; empty when there is none.
  std::string finish(Document& corpus) {
    const bool is_all = std::all_of(corpus.rows.begin(), corpus.rows.end(),
                                    [](const InstanceRow& row) { return row.problem.has_value(); });
    if (is_all) {
      for (auto& [member, opened] : members_) add_member(corpus, member, std::move(opened));
      return {};
    }
    if (table_->empty()) return {};
    join_rows(*table_, corpus.rows);
    corpus.instances_table = table_;
    if (members_.empty()) return {};
    return fmt::format("; {} of them {}", members_.size(),
                       members_.size() == 1 ? "an Instances table" : "Instances tables");
  }

 private:
  std::shared_ptr<InstancesTable> table_ = std::make_shared<InstancesTable>();
  std::vector<std::pair<std::size_t, DocumentResult>> members_;
};

/// One file with the Instances tables in it and beside it.
DocumentResult open_single(const fs::path& file, const base::WorkContext& work,
                           const OpenOptions& options) {
  auto opened = open_file(file, work, options);
  if (!opened.ok() || !(*opened)->import || !has_instances_table((*opened)->format)) return opened;
  Document& document = **opened;
  auto table = std::make_shared<InstancesTable>();
  if (file != "-") *table = find_instances_tables(file, work);
  table->add(document.import->instance_entries(), document.file);
  if (table->empty()) return opened;
  join_rows(*table, document.rows);
  document.instances_table = std::move(table);
  list_instances(document);
  return opened;
}

DocumentResult open_corpus(Corpus walked, std::string named, const base::WorkContext& work,
                           const OpenOptions& options) {
  auto corpus = std::make_shared<Document>();
  corpus->file = std::move(named);
  corpus->format = "corpus";
  corpus->corpus = std::make_unique<CorpusFiles>(walked.files, options);
  if (!options.payloads.empty()) {
    corpus->payloads = std::make_shared<PayloadFolder>(options.payloads);
  }
  CorpusTables tables;
  work.progress.set_total(walked.files.size());
  for (std::size_t member = 0; member < walked.files.size(); ++member) {
    if (work.stop.stop_requested()) return cancelled();
    base::Progress unseen;
    auto opened = corpus->corpus->open_first(member, {unseen, work.stop});
    if (!opened.ok() && opened.error().code == "cancelled") return cancelled();
    if (!tables.take(member, opened)) add_member(*corpus, member, std::move(opened));
    work.progress.set_done(member + 1);
  }
  const std::string joined_tables = tables.finish(*corpus);
  for (const base::Error& error : walked.unreadable) {
    corpus->rows.push_back(row_of_problem(error.where.file, error));
    corpus->places.push_back({});
  }
  corpus->reason = reason_of(walked, *corpus) + joined_tables;
  list_instances(*corpus);
  return corpus;
}

base::Error empty_folder(const Corpus& walked, std::span<const std::string> paths) {
  const std::string passed = passed_over_text(walked);
  const bool is_one = paths.size() == 1 && walked.has_folder;
  return {"session.empty_folder",
          (is_one ? "the folder holds no history" : "there is no history in what was named") +
              (passed.empty() ? std::string() : " (" + passed + ")"),
          {joined(paths), std::nullopt, 0, 0, ""},
          "Name a history, or a folder that histories were exported to or recorded in."};
}

}  // namespace

DocumentResult open_document(const fs::path& file, const base::WorkContext& work,
                             const OpenOptions& options) {
  const std::string path = file.string();
  return open_documents(std::span(&path, 1), work, options);
}

DocumentResult open_documents(std::span<const std::string> paths, const base::WorkContext& work,
                              const OpenOptions& options) {
  base::check(!paths.empty(), "something is to be opened");
  if (!options.payloads.empty()) {
    if (auto folder = check_payload_folder(options.payloads); !folder.ok()) return folder.error();
  }
  std::error_code failed;
  const bool is_file = !fs::is_directory(paths.front(), failed) &&
                       (fs::exists(paths.front(), failed) || !is_glob(paths.front()));
  if (paths.size() == 1 && is_file) return open_single(paths.front(), work, options);
  auto walked = walk_corpus({paths.begin(), paths.end()}, work);
  if (!walked.ok()) return walked.error();
  if (walked->files.empty() && walked->unreadable.empty()) return empty_folder(*walked, paths);
  if (walked->files.size() == 1 && walked->unreadable.empty()) {
    const fs::path& only = walked->files.front().path;
    // Recordings of a folder alone, and what alone fits a pattern, are no corpus.
    const bool is_whole = fs::is_directory(only, failed) || !walked->has_folder;
    if (is_whole) return open_single(only, work, options);
  }
  return open_corpus(std::move(walked).value(), joined(paths), work, options);
}

bool is_corpus(const Document& document) { return document.corpus != nullptr; }

}  // namespace core::session
