/* app/pyroctl/command-config.c
 *
 * SPDX-FileCopyrightText: 2026 The Pyrolens authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/pyroctl/command.h"

#include <string.h>

#include "app/pyroctl/output.h"
#include "app/pyroctl/report.h"

static gboolean more;

static const GOptionEntry options[] = {
  { "more", 0, 0, G_OPTION_ARG_NONE, &more, "Also the items that Pyro5 does not have", NULL },
  { NULL }
};

/* The items in alphabetical order. */
static GPtrArray *
list_items (void)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new ();
  g_autofree const char **names = pyro_config_list_items (PYRO_CONFIG_PYRO5);
  g_autofree const char **others = pyro_config_list_items (PYRO_CONFIG_OTHERS);

  for (gsize i = 0; names[i] != NULL; i++)
    g_ptr_array_add (items, (gpointer) names[i]);
  for (gsize i = 0; more && others[i] != NULL; i++)
    g_ptr_array_add (items, (gpointer) others[i]);
  g_ptr_array_sort_values (items, (GCompareFunc) strcmp);

  return g_steal_pointer (&items);
}

/* In the form of pyro5-check-config, whose first lines are about Python. */
static void
output_lines (const PyroConfig *config,
              GPtrArray        *items)
{
  ctl_output_text ("pyroctl version: " PACKAGE_VERSION);
  ctl_output_text ("Protocol version: %u", pyro_generation_get_version (pyro_generation_get_pyro5 ()));
  ctl_output_text ("Currently active global configuration settings:");
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *text = pyro_config_dup_text (config, items->pdata[i]);
      g_autofree char *visible = ctl_make_visible (text);

      ctl_output_text ("%s = %s", (const char *) items->pdata[i], visible);
    }
}

static PyroValue *
new_value (const PyroConfig *config,
           const char       *item)
{
  g_autofree char *text = pyro_config_dup_text (config, item);

  if (!pyro_config_is_text (item))
    return pyro_literal_parse (text, -1, NULL, NULL);

  return g_str_equal (text, "None") ? pyro_value_new_none () : pyro_value_new_string (text);
}

static void
output_json (const PyroConfig *config,
             GPtrArray        *items)
{
  g_autoptr(yyjson_mut_doc) document = ctl_json_new ();
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) pyro_value_unref);
  yyjson_mut_val *object = yyjson_mut_obj (document);

  for (guint i = 0; i < items->len; i++)
    {
      PyroValue *value = new_value (config, items->pdata[i]);

      g_ptr_array_add (values, value);
      yyjson_mut_obj_add_val (document, object, items->pdata[i], ctl_json_new_value (document, value));
    }

  ctl_output_json (document, object);
}

static CtlStatus
run (CtlInquiry  *inquiry,
     char       **arguments)
{
  const PyroConfig *config = ctl_inquiry_get_config (inquiry);
  g_autoptr(GPtrArray) items = list_items ();

  if (ctl_inquiry_get_json (inquiry))
    output_json (config, items);
  else
    output_lines (config, items);

  return CTL_DONE;
}

const CtlCommand ctl_command_config = {
  .name = "config",
  .arguments = "",
  .summary = "Print Pyro's configuration, as the environment has it",
  .description =
    "Prints what pyro5-check-config prints: a line ITEM = VALUE for each item. An item is set by the\n"
    "environment variable of its name with PYRO_ in front. Passwords are not printed.",
  .examples =
    "  pyroctl config\n"
    "  PYRO_NS_PORT=9999 pyroctl --json config",
  .options = options,
  .run = run,
};
