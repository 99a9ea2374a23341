/* core/codec/pickle-names.c - what classes are called in pickles
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "core/codec/pickle-private.h"

#include <string.h>

/* Up to protocol 2 the names are those of Python 2, whoever wrote the pickle. These are the tables
 * of CPython's _compat_pickle. */

static const char *const old_modules[][2] = {
  { "BaseHTTPServer", "http.server" }, { "CGIHTTPServer", "http.server" }, { "ConfigParser", "configparser" },
  { "Cookie", "http.cookies" }, { "Dialog", "tkinter.dialog" }, { "DocXMLRPCServer", "xmlrpc.server" },
  { "FileDialog", "tkinter.filedialog" }, { "HTMLParser", "html.parser" }, { "Queue", "queue" },
  { "ScrolledText", "tkinter.scrolledtext" }, { "SimpleDialog", "tkinter.simpledialog" },
  { "SimpleHTTPServer", "http.server" }, { "SimpleXMLRPCServer", "xmlrpc.server" },
  { "SocketServer", "socketserver" }, { "StringIO", "io" }, { "Tkconstants", "tkinter.constants" },
  { "Tkdnd", "tkinter.dnd" }, { "Tkinter", "tkinter" }, { "UserDict", "collections" }, { "UserList", "collections" },
  { "UserString", "collections" }, { "__builtin__", "builtins" }, { "_abcoll", "collections.abc" },
  { "_elementtree", "xml.etree.ElementTree" }, { "_winreg", "winreg" }, { "anydbm", "dbm" }, { "cPickle", "pickle" },
  { "cStringIO", "io" }, { "commands", "subprocess" }, { "cookielib", "http.cookiejar" }, { "copy_reg", "copyreg" },
  { "dbhash", "dbm.bsd" }, { "dbm", "dbm.ndbm" }, { "dumbdbm", "dbm.dumb" }, { "dummy_thread", "_dummy_thread" },
  { "gdbm", "dbm.gnu" }, { "htmlentitydefs", "html.entities" }, { "httplib", "http.client" },
  { "markupbase", "_markupbase" }, { "repr", "reprlib" }, { "robotparser", "urllib.robotparser" },
  { "test.test_support", "test.support" }, { "thread", "_thread" }, { "tkColorChooser", "tkinter.colorchooser" },
  { "tkCommonDialog", "tkinter.commondialog" }, { "tkFileDialog", "tkinter.filedialog" },
  { "tkFont", "tkinter.font" }, { "tkMessageBox", "tkinter.messagebox" },
  { "tkSimpleDialog", "tkinter.simpledialog" }, { "ttk", "tkinter.ttk" }, { "urllib2", "urllib.request" },
  { "urlparse", "urllib.parse" }, { "whichdb", "dbm" }, { "xmlrpclib", "xmlrpc.client" },
};

static const char *const old_names[][4] = {
  { "UserDict", "IterableUserDict", "collections", "UserDict" },
  { "UserDict", "UserDict", "collections", "UserDict" }, { "UserList", "UserList", "collections", "UserList" },
  { "UserString", "UserString", "collections", "UserString" }, { "__builtin__", "basestring", "builtins", "str" },
  { "__builtin__", "intern", "sys", "intern" }, { "__builtin__", "long", "builtins", "int" },
  { "__builtin__", "reduce", "functools", "reduce" }, { "__builtin__", "unichr", "builtins", "chr" },
  { "__builtin__", "unicode", "builtins", "str" }, { "__builtin__", "xrange", "builtins", "range" },
  { "_multiprocessing", "Connection", "multiprocessing.connection", "Connection" },
  { "_socket", "fromfd", "socket", "fromfd" }, { "exceptions", "StandardError", "builtins", "Exception" },
  { "itertools", "ifilter", "builtins", "filter" }, { "itertools", "ifilterfalse", "itertools", "filterfalse" },
  { "itertools", "imap", "builtins", "map" }, { "itertools", "izip", "builtins", "zip" },
  { "itertools", "izip_longest", "itertools", "zip_longest" },
  { "multiprocessing.forking", "Popen", "multiprocessing.popen_fork", "Popen" },
  { "multiprocessing.process", "Process", "multiprocessing.context", "Process" },
  { "socket", "_socketobject", "socket", "SocketType" },
  { "urllib", "ContentTooShortError", "urllib.error", "ContentTooShortError" },
  { "urllib", "getproxies", "urllib.request", "getproxies" },
  { "urllib", "pathname2url", "urllib.request", "pathname2url" }, { "urllib", "quote", "urllib.parse", "quote" },
  { "urllib", "quote_plus", "urllib.parse", "quote_plus" }, { "urllib", "unquote", "urllib.parse", "unquote" },
  { "urllib", "unquote_plus", "urllib.parse", "unquote_plus" },
  { "urllib", "url2pathname", "urllib.request", "url2pathname" },
  { "urllib", "urlcleanup", "urllib.request", "urlcleanup" }, { "urllib", "urlencode", "urllib.parse", "urlencode" },
  { "urllib", "urlopen", "urllib.request", "urlopen" }, { "urllib", "urlretrieve", "urllib.request", "urlretrieve" },
  { "urllib2", "HTTPError", "urllib.error", "HTTPError" }, { "urllib2", "URLError", "urllib.error", "URLError" },
  { "whichdb", "whichdb", "dbm", "whichdb" },
  { "multiprocessing", "AuthenticationError", "multiprocessing.context", "AuthenticationError" },
  { "multiprocessing", "BufferTooShort", "multiprocessing.context", "BufferTooShort" },
  { "multiprocessing", "ProcessError", "multiprocessing.context", "ProcessError" },
  { "multiprocessing", "TimeoutError", "multiprocessing.context", "TimeoutError" },
};

/*
 * _pyro_pickle_translate:
 * @module: (inout): a module of Python 2
 * @name: (inout): a name in it
 *
 * Says how Python 3 calls the same thing.
 */
void
_pyro_pickle_translate (const char **module,
                        const char **name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (old_names); i++)
    if (g_str_equal (*module, old_names[i][0]) && g_str_equal (*name, old_names[i][1]))
      {
        *module = old_names[i][2];
        *name = old_names[i][3];
        return;
      }

  for (gsize i = 0; i < G_N_ELEMENTS (old_modules); i++)
    if (g_str_equal (*module, old_modules[i][0]))
      {
        *module = old_modules[i][1];
        return;
      }

  /* Python has a list of them, and no others are there. */
  if (g_str_equal (*module, "exceptions"))
    *module = "builtins";
}

/*
 * _pyro_pickle_is_exception:
 * @name: the name of a class, with its module
 *
 * Returns: whether it is an exception of Python itself or of Pyro, or another one that Pyro's
 *   serializers know
 */
gboolean
_pyro_pickle_is_exception (const char *name)
{
  static const char *const endings[] = { "Error", "Exception", "Warning", "ExceptionGroup", NULL };
  static const char *const others[] = {
    "builtins.GeneratorExit", "builtins.KeyboardInterrupt", "builtins.StopAsyncIteration", "builtins.StopIteration",
    "builtins.SystemExit", "struct.error", NULL,
  };

  if (g_str_has_prefix (name, "Pyro4.errors.") || g_str_has_prefix (name, "Pyro5.errors.")
      || g_strv_contains (others, name))
    return TRUE;
  if (g_str_has_prefix (name, "sqlite3.") && g_str_has_suffix (name, "Error"))
    return TRUE;
  /* Nothing else in the module is called so. */
  for (gsize i = 0; endings[i] != NULL && g_str_has_prefix (name, "builtins."); i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;

  return FALSE;
}
