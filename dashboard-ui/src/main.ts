import { mount } from 'svelte';
import App from './App.svelte';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/stages.css';
import './styles/board.css';
import './styles/call-line.css';

const place = document.getElementById('app');
if (place !== null) mount(App, { target: place });
