/* tests/serve/PyroliteClient.java
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

import java.io.IOException;
import java.util.*;

import net.razorvine.pyro.*;

/* Calls servers with Pyrolite and prints what comes of each call on a line of its own, in Python's words:
 *
 * java -cp … PyroliteClient.java something|echo|names HOST PORT
 *
 * Versions 5 and 4 of Pyrolite have what is used here in common. */
public class PyroliteClient
{
  interface Call
  {
    Object make () throws Exception;
  }

  /* One that says who it is with each message. */
  static class Annotated extends PyroProxy
  {
    String got = "nothing";

    Annotated (String host, int port, String object) throws IOException
    {
      super (host, port, object);
    }

    @Override
    public SortedMap<String, byte[]> annotations ()
    {
      SortedMap<String, byte[]> all = super.annotations ();

      all.put ("XYZZ", "data from proxy via new api".getBytes ());

      return all;
    }

    @Override
    public void responseAnnotations (SortedMap<String, byte[]> annotations, int kind)
    {
      if (annotations.get ("ANN2") != null)
        got = new String (annotations.get ("ANN2"));
    }
  }

  static String join (Collection<?> items, boolean sorted)
  {
    List<String> texts = new ArrayList<> ();

    for (Object item : items)
      texts.add (show (item));
    if (sorted)
      Collections.sort (texts);

    return String.join (", ", texts);
  }

  static String showProxy (PyroProxy proxy)
  {
    return "proxy of " + join (proxy.pyroMethods, true) + " / " + join (proxy.pyroAttrs, true);
  }

  static String show (Object value)
  {
    if (value == null)
      return "None";
    if (value instanceof String)
      return "'" + value + "'";
    if (value instanceof Object[])
      return "(" + join (Arrays.asList ((Object[]) value), false) + ")";
    if (value instanceof byte[])
      return "bytes " + Arrays.toString ((byte[]) value);
    if (value instanceof int[])
      return "ints " + Arrays.toString ((int[]) value);
    if (value instanceof Set)
      return "{" + join ((Set<?>) value, true) + "}";
    if (value instanceof Collection)
      return "[" + join ((Collection<?>) value, false) + "]";
    if (value instanceof PyroProxy)
      return showProxy ((PyroProxy) value);
    if (value instanceof Map)
      {
        SortedMap<String, String> sorted = new TreeMap<> ();

        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet ())
          sorted.put (show (entry.getKey ()), show (entry.getValue ()));
        return sorted.toString ();
      }

    return value.toString ();
  }

  static void tell (String what, Call call)
  {
    String outcome;

    try
      {
        outcome = show (call.make ());
      }
    catch (PyroException problem)
      {
        String traceback = problem._pyroTraceback;

        outcome = problem.pythonExceptionType + ": " + problem.getMessage ()
                  + (traceback != null ? "; traceback" : "; none")
                  + (traceback != null && traceback.contains ("return x // y") ? " of a division" : "");
      }
    catch (Exception problem)
      {
        outcome = problem.toString ();
      }
    System.out.println (what + "\t" + outcome.replace ("\n", "\\n"));
  }

  static Object collect (Object stream)
  {
    List<Object> items = new ArrayList<> ();

    for (Object item : (Iterable<?>) stream)
      items.add (item);

    return items;
  }

  static final Object[] VALUES = {
    null, true, false, 0, -1, 1L << 40, 0.1, 1e300, "", "text", "\u00f6\u20ac\ud83d\ude00'\"", new ArrayList<Object> (),
    Arrays.asList (1, Arrays.asList (2)), new Object[] { 1, "a" }, new HashSet<Object> (Arrays.asList (1, 2)),
    Collections.singletonMap ("a", Collections.singletonMap ("b", null)), new byte[] { 0, 1, -1 }, new int[] { 1, 2 },
    UUID.fromString ("00000000-0000-0000-0000-000000000005"), new java.math.BigInteger ("1180591620717411303424"),
  };

  static void something (String host, int port) throws Exception
  {
    PyroProxy p = new PyroProxy (host, port, "something");
    Annotated annotated = new Annotated (host, port, "something");

    for (String method : new String[] { "getDict", "getDictAttr", "ping", "nonserializableException", "__len__" })
      tell (method, () -> p.call (method));
    tell ("multiply", () -> p.call ("multiply", 7, 6));
    tell ("divide", () -> p.call ("divide", -7, 2));
    tell ("divide by zero", () -> p.call ("divide", 1, 0));
    tell ("echo", () -> p.call ("echo", (Object) VALUES));
    tell ("too few", () -> p.call ("multiply", 1));
    tell ("testargs", () -> p.call ("testargs", 1, 2, 3));
    tell ("delay", () -> p.call ("delay", 0));
    tell ("delayAndId", () -> p.call ("delayAndId", 0.01, 99));
    tell ("item", () -> p.call ("__getitem__", 1));
    tell ("no item", () -> p.call ("__getitem__", 6));
    tell ("metadata", () -> p);
    tell ("no method", () -> p.call ("nothing"));
    tell ("get", () -> p.getattr ("value"));
    tell ("set", () -> { p.setattr ("value", 42); return p.getattr ("value"); });
    tell ("set back", () -> { p.setattr ("value", 12345); return p.getattr ("value"); });
    tell ("set what is read-only", () -> { p.setattr ("dictionary", 1); return null; });
    tell ("no attribute", () -> p.getattr ("nothing"));
    tell ("oneway", () -> { p.call_oneway ("oneway_multiply", 2, 3); return p.call ("multiply", 2, 3); });
    tell ("iterator", () -> collect (p.call ("iterator")));
    tell ("generator", () -> collect (p.call ("generator")));
    tell ("characters", () -> collect (p.call ("__iter__")));
    tell ("annotations", () -> ((Map<?, ?>) annotated.call ("response_annotation")).keySet ());
    tell ("annotations of the answer", () -> annotated.got);
    tell ("no annotations", () -> p.call ("response_annotation"));
    p.correlation_id = UUID.fromString ("11112222-1111-2222-3333-222244449999");
    tell ("correlation id", () -> p.call ("multiply", 2, 3));
    tell ("another object", () -> ((PyroProxy) p.call ("new_test_object")).call ("multiply", 3, 4));
    tell ("unexposed", () -> new PyroProxy (host, port, "unexposed").call ("getName"));
    tell ("hidden", () -> new PyroProxy (host, port, "unexposed").call ("unexposed"));
    tell ("nobody", () -> new PyroProxy (host, port, "nobody").call ("x"));
    tell ("daemon", () -> new PyroProxy (host, port, "Pyro.Daemon").call ("ping"));
    p.close ();
    tell ("again", () -> p.call ("multiply", 7, 6));
    p.close ();
    annotated.close ();
  }

  static void echo (String host, int port) throws Exception
  {
    PyroProxy p = new PyroProxy (host, port, "test.echoserver");

    for (int i = 0; i < VALUES.length; i++)
      {
        Object value = VALUES[i];

        tell ("echo " + i, () -> p.call ("echo", value));
      }
    tell ("metadata", () -> p);
    for (String method : new String[] { "error_with_text", "nan", "inf", "_private", "nothing" })
      tell (method, () -> p.call (method));
    tell ("generator", () -> collect (p.call ("generator")));
    tell ("echo of nothing", () -> p.call ("echo"));
    tell ("verbose", () -> { p.setattr ("verbose", true); return p.getattr ("verbose"); });
    p.close ();
  }

  static void names (String host, int port) throws Exception
  {
    NameServerProxy names = new NameServerProxy (host, port);
    String[] tags = { "x", "y" };

    tell ("ping", () -> { names.ping (); return null; });
    tell ("list", () -> names.list (null, null).keySet ());
    tell ("register", () -> { names.register ("a.one", new PyroURI ("PYRO:one@localhost:1"), false); return null; });
    tell ("register with tags",
          () -> { names.register ("a.two", new PyroURI ("PYRO:two@localhost:2"), true, tags); return null; });
    tell ("register safely", () -> { names.register ("a.one", new PyroURI ("PYRO:x@h:1"), true); return null; });
    tell ("lookup", () -> names.lookup ("a.one"));
    tell ("lookup with tags", () -> names.lookup ("a.two", true));
    tell ("lookup of nothing", () -> names.lookup ("nothing"));
    tell ("set tags", () -> { names.set_metadata ("a.one", new HashSet<> (Arrays.asList ("z"))); return null; });
    tell ("new tags", () -> names.lookup ("a.one", true));
    tell ("prefix", () -> names.list ("a.", null));
    tell ("regex", () -> names.list (null, "a.t.*"));
    tell ("bad regex", () -> names.list (null, "("));
    tell ("one with its tags", () -> names.call ("list", "a.o", null, null, null, true)); // more are in no order
    tell ("search all", () -> names.call ("yplookup", new Object[] { tags, null }));
    tell ("search any", () -> names.call ("yplookup", null, new Object[] { "x", "z" }));
    tell ("count", () -> names.call ("count"));
    tell ("remove", () -> names.remove ("a.one", null, null));
    tell ("remove by prefix", () -> names.remove (null, "a.", null));
    tell ("remove by regex", () -> names.remove (null, null, "Pyro.*"));
    tell ("remove the name server", () -> names.remove ("Pyro.NameServer", null, null));
    tell ("left", () -> names.list (null, null).keySet ());
    names.close ();
  }

  public static void main (String[] arguments) throws Exception
  {
    String host = arguments[1];
    int port = Integer.parseInt (arguments[2]);

    System.out.println ("version\t" + Config.PYROLITE_VERSION);
    if (arguments[0].equals ("something"))
      something (host, port);
    else if (arguments[0].equals ("echo"))
      echo (host, port);
    else
      names (host, port);
  }
}
