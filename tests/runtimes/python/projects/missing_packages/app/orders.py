import nosuchpkg_http.adapters
X = nosuchpkg_http.adapters.HTTPAdapter
