// Runs newest_python.py in the CPython that pyodide carries. Arguments: the folder of pyodide, the
// top folder of the tree. Started by test_newest_python.py.
const path = require('path');

async function main(pyodideFolder, top) {
  const {loadPyodide} = require(path.join(pyodideFolder, 'pyodide.js'));
  const pyodide = await loadPyodide({indexURL: pyodideFolder + '/'});
  pyodide.FS.mkdirTree('/tree');
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, {root: top}, '/tree');
  pyodide.runPython(`
import runpy, sys
sys.dont_write_bytecode = True
runpy.run_path('/tree/tests/runtimes/python/newest_python.py', run_name='__main__')
`);
}

main(process.argv[2], process.argv[3]).catch(error => {
  console.error(String(error));
  process.exit(1);
});
