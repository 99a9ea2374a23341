/* ui/models/help.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/models/help.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * LensHelpPage:
 *
 * A page of the help. It is part of the program, so it is there without a network, in the language of the program, and
 * says what this version does.
 */
struct _LensHelpPage
{
  GObject  parent_instance;

  char    *title;
  char   **paragraphs;
  char    *folded; /* all of it, to look for words in */
};

enum {
  PROP_0,
  PROP_TITLE,
  PROP_SUMMARY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LensHelpPage, lens_help_page, G_TYPE_OBJECT)

#define MAX_PARAGRAPHS 8

static const struct
{
  const char *title;
  const char *paragraphs[MAX_PARAGRAPHS];
} pages[] = {
  { N_("First Steps"),
    { N_("Pyrolens shows the objects that Python programs offer over Pyro, and calls them."),
      N_("On the left are the names of all objects that your name servers list. A name server on this computer, and one "
         "that answers a broadcast, is found at start. Press Ctrl+L to connect to another one, or to one object."),
      N_("Choose a name and Pyrolens asks the object what it offers: methods, one-way methods and attributes. Choose one "
         "of these, type its arguments, and press Ctrl+Enter. What comes back is shown below."),
      N_("Press Ctrl+K and type a few letters of an object and of a method, such as “sto quo”, to get there at once."),
      N_("Press Ctrl+T for another tab. Each tab has a connection of its own, so none waits for another.") } },
  { N_("Addresses"),
    { N_("An address says where a name server or an object is."),
      N_("HOST or HOST:PORT is the name server there. Without a port it is 9090. An IPv6 address in front of a port is "
         "written in brackets, as in [::1]:9090. A socket is ./u:PATH."),
      N_("PYRO:OBJECT@HOST:PORT is one object of one program. PYRONAME:NAME is an object that is looked up in a name "
         "server, and PYROMETA:TAG is one that has this tag."),
      N_("Links of this kind in other programs open here. A link shows an object and never calls it."),
      N_("An object that is registered with “localhost” can be reached from its own computer only. Start its daemon "
         "with the name that others know the computer by.") } },
  { N_("Arguments"),
    { N_("Pyro does not tell what arguments a method takes, so you say it: each argument has a row."),
      N_("A row takes a Python literal: 12, 'text', [1, 2], {'a': None}. Choose a type and it takes the value without "
         "the quotes, or item by item. Nothing that you type is ever run as Python."),
      N_("Send, Omit and None are three different things: an argument that is omitted takes its default there."),
      N_("Press Ctrl+E to type all arguments as one line of Python, and Ctrl+Shift+V to paste a call from a program."),
      N_("“Arrives as” says what the other side gets. Serializers differ: serpent makes a list of a tuple within "
         "another value, and JSON has no bytes."),
      N_("Earlier calls of a method are kept. Press Ctrl+H to fill in one of them, or to forget them.") } },
  { N_("Results"),
    { N_("A result is shown as a tree, as Python would write it, as JSON, a table, a plot, bytes or an image, as far as "
         "that fits."),
      N_("Nothing is cut: a very large result is shown in parts as you scroll, and saved as a whole."),
      N_("Press Ctrl+F in a result to look for a text or for a path such as ['a'][3]."),
      N_("All calls of all tabs are listed in the activity at the lower edge of the window. Press Ctrl+J to open it, and "
         "choose a line to have the call again with all its arguments.") } },
  { N_("Errors"),
    { N_("There are three kinds of failures, and they look different."),
      N_("What was not sent: an argument is wrong, and the row says where."),
      N_("What did not arrive: nobody answers, or what answers is no Pyro, or speaks another version. The doctor then "
         "looks at each step of the way and says what to change."),
      N_("What was raised: the method was called and ended with an exception. Its traceback is shown with the frames of "
         "the program; those of Pyro itself are folded away."),
      N_("When you cancel a call, or its time limit ends, Pyrolens stops waiting. The method may still be running: Pyro "
         "cannot stop it.") } },
  { N_("Streams"),
    { N_("A method that yields items answers with a stream. Its items stay at the server until you ask for them."),
      N_("Press Alt+N for one item, or let it run, also at a rate. Pause it, filter its items, and close it when you "
         "have seen enough."),
      N_("A server forgets a stream after a while without its client. Closing its tab closes it there as well.") } },
  { N_("Batches"),
    { N_("A batch is many calls of one object in one message. The server does them in their order and stops at the first "
         "that fails."),
      N_("Batches save the way there and back for each call, and are made where many small calls are slow.") } },
  { N_("Safety"),
    { N_("Pyrolens is made to be used on programs that matter."),
      N_("Nothing is called until you say so, and no call is ever repeated by itself: it may have run."),
      N_("An attribute is never read by itself. Reading one runs code of the server."),
      N_("To know what an object offers, and whether it is alive, Pyrolens only shakes hands with it."),
      N_("Nothing from outside is ever run here. A pickle is read as data."),
      N_("Your calls stay on this computer: there is no account, and no data is sent to anybody but the servers that "
         "you call.") } },
  { N_("Keyboard"),
    { N_("Everything can be done with the keyboard. Press Ctrl+? for a list of all keys."),
      N_("Type in any list to filter it. Tab leaves every editor."),
      N_("Ctrl+K goes anywhere. Ctrl+T, Ctrl+W and Ctrl+Shift+T open, close and reopen a tab, and Ctrl+Page Down goes to "
         "the next one."),
      N_("F9 shows or hides the names, Alt+Left goes back, and F10 opens the menu."),
      N_("Drag the edge of a pane to make it wider, or press F8 and then the arrow keys. A double click gives it its "
         "usual width again.") } },
};

static void
lens_help_page_finalize (GObject *object)
{
  LensHelpPage *self = LENS_HELP_PAGE (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->paragraphs, g_strfreev);
  g_clear_pointer (&self->folded, g_free);

  G_OBJECT_CLASS (lens_help_page_parent_class)->finalize (object);
}

static void
lens_help_page_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LensHelpPage *self = LENS_HELP_PAGE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_SUMMARY:
      g_value_set_string (value, lens_help_page_get_summary (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lens_help_page_class_init (LensHelpPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = lens_help_page_finalize;
  object_class->get_property = lens_help_page_get_property;

  /**
   * LensHelpPage:title:
   *
   * What it is about.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  /**
   * LensHelpPage:summary:
   *
   * The first thing it says.
   */
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lens_help_page_init (LensHelpPage *self)
{
}

static LensHelpPage *
make_page (guint number)
{
  LensHelpPage *self = g_object_new (LENS_TYPE_HELP_PAGE, NULL);
  g_autoptr(GStrvBuilder) paragraphs = g_strv_builder_new ();
  g_autofree char *text = NULL;

  self->title = g_strdup (_(pages[number].title));
  for (guint i = 0; i < MAX_PARAGRAPHS && pages[number].paragraphs[i] != NULL; i++)
    g_strv_builder_add (paragraphs, _(pages[number].paragraphs[i]));
  self->paragraphs = g_strv_builder_end (paragraphs);
  text = g_strjoinv ("\n", self->paragraphs);
  g_free (self->folded);
  self->folded = g_strconcat (self->title, "\n", text, NULL);
  g_free (text);
  text = g_utf8_casefold (self->folded, -1);
  g_set_str (&self->folded, text);

  return self;
}

/**
 * lens_help_new_pages:
 *
 * Makes the pages of the help.
 *
 * Returns: (transfer full): a list model of `LensHelpPage`
 */
GListModel *
lens_help_new_pages (void)
{
  GListStore *store = g_list_store_new (LENS_TYPE_HELP_PAGE);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(LensHelpPage) page = make_page (i);

      g_list_store_append (store, page);
    }

  return G_LIST_MODEL (store);
}

const char *
lens_help_page_get_title (LensHelpPage *self)
{
  g_return_val_if_fail (LENS_IS_HELP_PAGE (self), NULL);

  return self->title;
}

const char *
lens_help_page_get_summary (LensHelpPage *self)
{
  g_return_val_if_fail (LENS_IS_HELP_PAGE (self), NULL);

  return self->paragraphs[0];
}

guint
lens_help_page_get_n_paragraphs (LensHelpPage *self)
{
  g_return_val_if_fail (LENS_IS_HELP_PAGE (self), 0);

  return g_strv_length (self->paragraphs);
}

const char *
lens_help_page_get_paragraph (LensHelpPage *self,
                              guint         number)
{
  g_return_val_if_fail (LENS_IS_HELP_PAGE (self), NULL);
  g_return_val_if_fail (number < g_strv_length (self->paragraphs), NULL);

  return self->paragraphs[number];
}

/**
 * lens_help_page_matches:
 * @query: words
 *
 * Checks whether a page has all words of a query, or what begins with them.
 *
 * Returns: %TRUE if it has
 */
gboolean
lens_help_page_matches (LensHelpPage *self,
                        const char   *query)
{
  g_autofree char *folded = NULL;
  g_auto(GStrv) words = NULL;

  g_return_val_if_fail (LENS_IS_HELP_PAGE (self), FALSE);
  g_return_val_if_fail (query != NULL, FALSE);

  folded = g_utf8_casefold (query, -1);
  words = g_strsplit (folded, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}
